/** Above the composer: what holds of writing to this phone just now, why, and what can be done. */
import { Icon } from "../../shared/icon";
import type { View } from "../../shared/protocol";
import { inPassing } from "../shield/folded";
import { useStore } from "../store";
import { clockTime, slowly } from "../time";
import { locale, t } from "../words";
import { ProbeButton } from "./probe";
import { says } from "./says";
import { lastWords, mayAsk, standing, type Standing } from "./standing";

/** So long after the question it may be asked once more. */
const ASK_AGAIN = 30 * 60_000;

export function stripId(conversation: string): string {
  return `strip-${conversation}`;
}

/** Only the talk in front speaks of a change, only of one that needs a look, and never of the minutes that run. */
export function Strip({ view, focused }: { view: View; focused: boolean }) {
  const now = slowly.value;
  const holds = standing(view, now);
  if (holds === undefined) return null;
  const said = says(holds, now);
  return (
    <section
      class={said === null ? "strip is-empty" : said.care ? "strip care" : "strip"}
      id={stripId(view.conversation)} aria-label={t("strip", { name: view.handle })}
    >
      {said !== null && <Icon d={said.icon} />}
      <div class="holds">
        <p>
          <b aria-live={focused ? "polite" : "off"}>{said?.care === true && said.head}</b>
          {said?.care === false && <b>{said.head}</b>} {said?.what}
        </p>
        {holds.obstacle === "opted_out" && <LastWords view={view} />}
      </div>
      <Probe view={view} holds={holds} />
    </section>
  );
}

function LastWords({ view }: { view: View }) {
  const words = lastWords(view);
  const last = words.at(-1);
  return (
    <>
      {last !== undefined && (
        <p class="last-words">
          {t("last_words", { time: clockTime(last.at, locale.value) })}{" "}
          <q lang={view.locale}>{t("quoted", { words: words.map((each) => inPassing(view.conversation, each)).join(" · ") })}</q>
        </p>
      )}
      <p class="next">{t("strip_stopped_next")}</p>
    </>
  );
}

/** Where it must be asked first, the question in one press; once it is out, only after a while. */
function Probe({ view, holds }: { view: View; holds: Standing }) {
  const store = useStore();
  const now = slowly.value;
  const { conversation } = view;
  const pending = store.mail.held.value.some(({ body }) => body.conversation === conversation && body.probe === true);
  const waits = holds.asked !== undefined && now - holds.asked.at < ASK_AGAIN;
  if (holds.obstacle !== "ask_first" || pending || waits || !mayAsk(holds, now)) return null;
  return <ProbeButton view={view} again={holds.asked !== undefined} />;
}
