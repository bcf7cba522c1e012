/** What is known of a conversation without its words: since when, whether it was here before, how long it is kept. */
import type { View } from "../shared/protocol";
import { Length } from "./length";
import { page } from "./page";
import { PresenceWord } from "./presence";
import { useStore } from "./store";
import { A_MOMENT, clockTime, date, now, span } from "./time";
import { reasons } from "./why";
import { isName, locale, t } from "./words";

export function Facts({ view }: { view: View }) {
  const kept = `kept_${view.kept ?? ""}`;
  const time = clockTime(view.since, locale.value);
  const first = reasons(view.why);
  return (
    <section>
      <h2>{view.handle}</h2>
      <dl>
        <dt>{t("about_presence")}</dt><dd><PresenceWord view={view} /></dd>
        <dt>{t("about_since")}</dt><dd class="num">{<Ago time={time} since={view.since} />}</dd>
        <Length view={view} />
        {first !== "" && <><dt>{t("first_because")}</dt><dd>{first}</dd></>}
        {view.again === true && <><dt>{t("about_again")}</dt><dd>{t("about_again_yes")}</dd></>}
        <dt>{t("about_kept")}</dt><dd>{t(isName(kept) ? kept : "kept_unknown")}</dd>
        <Law view={view} />
      </dl>
    </section>
  );
}

/** Whether a law has it kept, and till when; a supervisor may ask for that, or end it. */
function Law({ view: { conversation, law = 0, phone } }: { view: View }) {
  const holds = law > now.value;
  const supervisor = useStore().desk.value?.me.supervisor === true;
  if (!holds && !supervisor) return null;
  return (
    <>
      <dt>{t("about_law")}</dt>
      <dd>
        {holds && <>{t(phone ? "about_law_text" : "about_law_until", { date: date(law, locale.value) })} </>}
        {supervisor && <a href={`${page.hold}${conversation}/`} target="_blank" rel="noopener">{t(holds ? "law_see" : "law_ask")}</a>}
      </dd>
    </>
  );
}

function Ago({ time, since }: { time: string; since: number }) {
  const gone = now.value - since;
  return <>{gone < A_MOMENT ? `${time}, ${t("just_now")}` : t("about_since_what", { time, span: span(gone) })}</>;
}
