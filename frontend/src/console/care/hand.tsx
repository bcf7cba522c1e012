/** Asking for somebody: a hand up about a conversation, and support for oneself. */
import { useState } from "preact/hooks";
import type { View } from "../../shared/protocol";
import { closePanel, Popover } from "../popover";
import { useStore } from "../store";
import type { Desk } from "../state";
import { clockTime, slowly } from "../time";
import { panelOf } from "../ui";
import { locale, t } from "../words";
import { cause, causes, type Cause } from "./alerts";

export function HandUp({ view: { conversation, state } }: { view: View }) {
  const store = useStore();
  const [chosen, choose] = useState<Cause | "">("");
  const [words, setWords] = useState("");
  if (state !== "active") return null;
  const raise = (event: Event) => {
    event.preventDefault();
    if (!store.post({ type: "raise_hand", conversation, ...(chosen === "" ? {} : { cause: chosen }), ...(words.trim() === "" ? {} : { words: words.trim() }) })) return;
    choose("");
    setWords("");
    closePanel();
    store.go(conversation);
  };
  const id = `hand-${conversation}`;
  return (
    <Popover name={panelOf("hand", conversation)} label={t("hand_up")} face={t("hand_up")}>
      <form class="stack" onSubmit={raise}>
        <p>{t("hand_what")}</p>
        <fieldset class="seg">
          <legend>{t("hand_why")}</legend>
          {causes().map((each) => (
            <label key={each}>
              <input type="radio" name={`${id}-cause`} value={each} checked={chosen === each} onChange={() => choose(each)} />
              {cause(each)}
            </label>
          ))}
        </fieldset>
        <label for={id}>{t("hand_words")}</label>
        <input id={id} class="line" maxLength={200} autocomplete="off" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        <div class="row">
          <button class="btn tool main" type="submit" data-first>{t("hand_do")}</button>
          <button class="btn tool" type="button" onClick={() => { store.post({ type: "lower_hand", conversation }); closePanel(); }}>{t("hand_down")}</button>
        </div>
      </form>
    </Popover>
  );
}

/** In one's own menu: no reason, no conversation; only supervisors see it. */
export function Support() {
  const store = useStore();
  const ask = () => {
    if (store.post({ type: "support" })) closePanel();
  };
  return (
    <div class="support">
      <button class="btn tool" type="button" onClick={ask}>{t("support")}</button>
      <p class="tiny muted">{t("support_what")}</p>
    </div>
  );
}

/** In the top bar, while nothing is offered after a hard conversation. */
export function QuietTime({ desk: { rests } }: { desk: Desk }) {
  const store = useStore();
  if (rests === undefined || rests <= slowly.value) return null;
  return (
    <span class="chip quiet-time">
      {t("quiet_time", { time: clockTime(rests, locale.value) })}
      <button class="linkish" type="button" onClick={() => store.post({ type: "ready_again" })}>{t("quiet_over")}</button>
    </span>
  );
}
