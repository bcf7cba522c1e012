/** At the desk's foot: what a colleague asks, until it is answered or lapses; and what a colleague took. */
import type { Ask } from "../../shared/protocol";
import { useLabel } from "../channel";
import { Key } from "../commands/key";
import { shortcut } from "../commands/registry";
import { RiskChip } from "../risk";
import type { Desk } from "../state";
import { useStore } from "../store";
import { now } from "../time";
import { t } from "../words";
import { askedHere } from "./handing";

export function AskedHere({ desk }: { desk: Desk }) {
  return <>{askedHere(desk.asks).map((ask, place) => <Asked key={ask.conversation} ask={ask} first={place === 0} />)}</>;
}

/** The key is that of the first one, and drawn nowhere else. */
function Asked({ ask: { conversation, name, channel, locale, risk, note, until }, first }: { ask: Ask; first: boolean }) {
  const store = useStore();
  const left = Math.max(0, Math.ceil((until - now.value) / 1_000));
  const answer = (yes: boolean) => { store.handing.answer(conversation, yes); };
  return (
    <section class="banner asked" aria-labelledby={`ask-${conversation}`}>
      <b id={`ask-${conversation}`}>{t("asked_over", { name })}</b>
      <span class="row">
        {t("offer_what", { channel: useLabel(channel), language: t(`lang_${locale}`) })} <RiskChip level={risk ?? 0} />
        <span class="num muted">{t("asked_left", { count: left })}</span>
      </span>
      {note !== undefined && <p class="said">{note}</p>}
      <span class="row">
        <button class="btn tool main" type="button" onClick={() => answer(true)} aria-keyshortcuts={first ? shortcut("receive") : undefined}>
          {t("asked_yes")} {first && <Key of="receive" />}
        </button>
        <button class="btn tool" type="button" onClick={() => answer(false)}>{t("asked_no")}</button>
      </span>
    </section>
  );
}

export function GivenAway() {
  const { given } = useStore().handing;
  if (given.value.length === 0) return null;
  return (
    <div class="banner" role="status">
      {given.value.map(({ handle, name }) => (
        <span key={handle}>{name === "" ? t("given_some", { handle }) : t("given", { handle, name })}</span>
      ))}
      <button class="linkish" type="button" onClick={() => { given.value = []; }}>{t("close")}</button>
    </div>
  );
}
