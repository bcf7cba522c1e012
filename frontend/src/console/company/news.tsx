/** At the desk's foot: what a colleague asks one into, and what a supervisor has given. */
import type { Companion } from "../../shared/protocol";
import { useLabel } from "../channel";
import { Key } from "../commands/key";
import { shortcut } from "../commands/registry";
import type { Desk } from "../state";
import { useStore } from "../store";
import { now } from "../time";
import { t } from "../words";
import { askedIn } from "./company";

export function AskedIn({ desk }: { desk: Desk }) {
  return <>{askedIn(desk.company).map((each, place) => <Asked key={each.conversation} asked={each} first={place === 0} />)}</>;
}

/** The key is that of the first one, and drawn nowhere else. */
function Asked({ asked: { conversation, by: name, channel, locale, note, until = 0 }, first }: { asked: Companion; first: boolean }) {
  const store = useStore();
  const left = Math.max(0, Math.ceil((until - now.value) / 1_000));
  const answer = (yes: boolean) => { store.visits.answer(conversation, yes); };
  return (
    <section class="banner asked" aria-labelledby={`in-${conversation}-by`}>
      <b id={`in-${conversation}-by`}>{t("asked_in", { name })}</b>
      <span class="row">
        {t("offer_what", { channel: useLabel(channel), language: t(`lang_${locale}`) })}
        <span class="num muted">{t("asked_left", { count: left })}</span>
      </span>
      {note !== undefined && <p class="said">{note}</p>}
      <span class="row">
        <button class="btn tool main" type="button" onClick={() => answer(true)} aria-keyshortcuts={first ? shortcut("come") : undefined}>
          {t("asked_in_yes")} {first && <Key of="come" />}
        </button>
        <button class="btn tool" type="button" onClick={() => answer(false)}>{t("asked_no")}</button>
      </span>
    </section>
  );
}

export function GivenToYou() {
  const { gifts } = useStore().visits;
  if (gifts.value.length === 0) return null;
  return (
    <div class="banner" role="status">
      {gifts.value.map(({ handle, name }) => <span key={handle}>{t("given_to_you", { handle, name })}</span>)}
      <button class="linkish" type="button" onClick={() => { gifts.value = []; }}>{t("close")}</button>
    </div>
  );
}
