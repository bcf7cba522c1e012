/** How the text channels do, in the top bar: one quiet word, and behind it when things last came, left and failed. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { ChannelHealth, Milliseconds } from "../../shared/protocol";
import { useLabel } from "../channel";
import { Popover } from "../popover";
import type { Desk } from "../state";
import { useStore } from "../store";
import { A_MOMENT, now, slowly, span } from "../time";
import { t, type Name } from "../words";
import { meaning } from "./causes";
import { troubled, verdict, type Verdict } from "./health";

const WORDS: Readonly<Record<Verdict, Name>> = {
  ok: "health_ok", failing: "health_failing", waiting: "health_waiting", unknown: "health_unknown",
};
const DRAWINGS: Readonly<Record<Verdict, string>> = {
  ok: icons.check, failing: icons.warning, waiting: icons.warning, unknown: icons.ask,
};

export function HealthBox({ desk }: { desk: Desk }) {
  const { waits } = useStore();
  if (desk.health.length === 0) return null;
  const all = desk.health.map((each) => verdict(each, waits.value, slowly.value));
  const bad = all.some(troubled);
  const face = bad ? "health_trouble" : all.includes("ok") ? "health_quiet" : "health_none";
  return (
    <Popover
      name="health" label={t("health")} look={bad ? "btn tool texts care" : "btn tool texts"}
      face={<><Icon d={bad ? icons.warning : icons.text} /><span class="long">{t(face)}</span><span class="short" aria-hidden="true">{t("health_short")}</span></>}
    >
      <div class="channels" tabIndex={-1} data-first>
        {desk.health.map((each) => <ChannelFacts key={each.name} channel={each} />)}
      </div>
    </Popover>
  );
}

function ChannelFacts({ channel }: { channel: ChannelHealth }) {
  const { waits } = useStore();
  const how = verdict(channel, waits.value, now.value);
  const { name, arrived, receipt, sent, error, cause, waiting = 0, removals = 0 } = channel;
  return (
    <section>
      <h2>{useLabel(name)}</h2>
      <p class={troubled(how) ? "how care-words" : "how"}><Icon d={DRAWINGS[how]} />{t(WORDS[how])}</p>
      <dl>
        <dt>{t("health_in")}</dt><dd class="num"><Ago at={arrived} /></dd>
        <dt>{t("health_out")}</dt><dd class="num"><Ago at={sent} /></dd>
        <dt>{t("health_receipt")}</dt><dd class="num"><Ago at={receipt} /></dd>
        {error !== undefined && <><dt>{t("health_error")}</dt><dd><Ago at={error} />{t("colon")}{meaning(cause)}</dd></>}
      </dl>
      {waiting > 0 && <p>{t(waiting === 1 ? "health_wait_one" : "health_wait", { count: waiting })}</p>}
      {removals > 0 && <p>{t(removals === 1 ? "health_erase_one" : "health_erase", { count: removals })}</p>}
    </section>
  );
}

function Ago({ at }: { at: Milliseconds | undefined }) {
  if (at === undefined) return <>{t("health_never")}</>;
  const gone = now.value - at;
  return <>{gone < A_MOMENT ? t("just_now") : t("ago", { span: span(gone) })}</>;
}
