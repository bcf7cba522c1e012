/** Notes for colleagues: in a place and a colour of their own, so that nobody takes them for words to the seeker. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { View } from "../shared/protocol";
import { useStore } from "./store";
import { clockTime } from "./time";
import { locale, t } from "./words";

export function Notes({ view }: { view: View }) {
  const store = useStore();
  const draft = store.mail.draft(view.conversation, "note");
  const id = `n-${view.conversation}`;
  const notes = view.messages.filter(({ author }) => author === "note");
  const ready = store.line.value === "open" && draft.value.words.trim() !== "";
  function keep(event: Event): void {
    event.preventDefault();
    store.send(view, "note");
  }
  return (
    <section class="staff-notes">
      <h2><label for={id}><Icon d={icons.lock} /> {t("note")}</label></h2>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map(({ seq, text, at }) => (
            <li key={seq}><time class="tiny muted">{clockTime(at, locale.value)}</time> {text}</li>
          ))}
        </ul>
      )}
      <form class="note-form" onSubmit={keep}>
        <textarea
          class="note" id={id} rows={3} maxLength={2000} value={draft.value.words} placeholder={t("note_placeholder")} aria-describedby={`${id}-who`}
          onInput={(event) => { draft.value = { ...draft.value, words: event.currentTarget.value }; }}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) keep(event); }}
        />
        <div class="row">
          <p class="tiny muted" id={`${id}-who`}>{t("note_what", { name: view.handle })}</p>
          <button class="btn tool" type="submit" aria-disabled={!ready}>{t("note_keep")}</button>
        </div>
      </form>
    </section>
  );
}
