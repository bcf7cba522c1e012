/** After the talk, and when nothing may be written: what stands in the composer's place. */
import { Icon, Presence } from "../shared/icon";
import { announce } from "../shared/announce";
import * as icons from "../shared/icons";
import type { Uuid, View } from "../shared/protocol";
import { LettingGo } from "./care/lettinggo";
import { Unsendable } from "./composer";
import { KINDS, NEEDS, note, notedOf, OUTCOMES, turned, type Noted } from "./noted";
import { useStore } from "./store";
import { t } from "./words";

/** Type of contact, and what else is counted, which may be left out; nothing that was said is copied into it. */
export function WrapUp({ view }: { view: View }) {
  const store = useStore();
  const noted = notedOf(view.conversation);
  function close(event: Event): void {
    event.preventDefault();
    if (store.line.peek() !== "open") return;
    if (notedOf(view.conversation).kind === "") announce(t("wrap_kind_first"));
    else store.wrap(view.conversation, notedOf(view.conversation));
  }
  return (
    <form class="locked wrap" onSubmit={close} tabIndex={-1} data-place aria-label={t("wrap")}>
      <b><Icon d={icons.check} />{t("wrap")}</b>
      <fieldset class="seg">
        <legend id={`first-${view.conversation}`}>{t("wrap_kind_first")}</legend>
        {KINDS.map((each, place) => (
          <label key={each}>
            <input
              type="radio" name={`kind-${view.conversation}`} value={each} checked={noted.kind === each}
              data-entry={place === 0 ? "" : undefined} onChange={() => note(view.conversation, { kind: each })}
            />
            {t(`kind_${each}`)}
          </label>
        ))}
      </fieldset>
      <More conversation={view.conversation} noted={noted} />
      <LettingGo view={view} />
      <p class="tiny muted">{view.presence === "left_in_a_hurry" ? "" : `${t("wrap_back")} `}{t("wrap_words")}</p>
      <Unsendable trouble={store.mail.troubles.value[view.conversation]} />
      <button class="btn tool main" type="submit" aria-disabled={store.line.value !== "open" || noted.kind === ""} aria-describedby={noted.kind === "" ? `first-${view.conversation}` : undefined}>{t("wrap_close")}</button>
    </form>
  );
}

function More({ conversation, noted }: { conversation: Uuid; noted: Noted }) {
  return (
    <details>
      <summary>{t("noted_more")}</summary>
      <fieldset class="seg">
        <legend>{t("noted_needs")}</legend>
        {NEEDS.map((each) => (
          <label key={each}>
            <input
              type="checkbox" value={each} checked={noted.needs.includes(each)}
              onChange={() => note(conversation, { needs: turned(noted.needs, each) })}
            />
            {t(`need_${each}`)}
          </label>
        ))}
      </fieldset>
      <fieldset class="seg">
        <legend>{t("noted_outcome")}</legend>
        {OUTCOMES.map((each) => (
          <label key={each}>
            <input
              type="radio" name={`outcome-${conversation}`} value={each} checked={noted.outcome === each}
              onChange={() => note(conversation, { outcome: each })}
            />
            {t(`outcome_${each}`)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** Someone left in a hurry: there is no field, so nothing can be sent by mistake. */
export function DoNotWrite({ view }: { view: View }) {
  const store = useStore();
  return (
    <div class="locked" tabIndex={-1} data-place>
      <b><Presence mark="hurry" />{t("locked_hurry")}</b>
      <p class="muted">{t("locked_hurry_what")}</p>
      <LettingGo view={view} />
      <Unsendable trouble={store.mail.troubles.value[view.conversation]} />
      <button class="btn tool" type="button" data-entry onClick={() => store.end(view.conversation)}>
        {t("locked_hurry_do")}
      </button>
    </div>
  );
}
