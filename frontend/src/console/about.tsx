/** What helps right now beside the talk: facts about the conversation, and notes for colleagues. */
import type { View } from "../shared/protocol";
import { PresenceWord } from "./presence";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import { find, type Desk } from "./state";
import { useStore } from "./store";
import { BlockBox } from "./texting/block";
import { NumberBox } from "./texting/number";
import { SafeBox } from "./texting/safe";
import { WordBox } from "./texting/word";
import { A_MOMENT, clockTime, now, span } from "./time";
import { drawer } from "./ui";
import { isName, locale, t } from "./words";

export function About({ desk }: { desk: Desk }) {
  const store = useStore();
  const view = find(desk, store.focus.value);
  const close = () => {
    drawer.value = false;
    if (view !== undefined) store.go(view.conversation);
  };
  return (
    <aside
      class={drawer.value ? "about is-open" : "about"}
      aria-label={view === undefined ? t("about") : t("about_name", { name: view.handle })}
      data-pane
      onKeyDown={(event) => { if (event.key === "Escape" && drawer.value) close(); }}
    >
      <button class="btn tool only-drawer" type="button" onClick={close}>
        <Icon d={icons.close} />{t("close")}
      </button>
      {view === undefined && <p class="muted">{t("nobody_about")}</p>}
      {view !== undefined && <Parts key={view.conversation} view={view} />}
    </aside>
  );
}

function Parts({ view }: { view: View }) {
  return (
    <>
      <SafeBox view={view} />
      <Facts view={view} />
      <NumberBox view={view} />
      <WordBox view={view} />
      <Notes view={view} />
      <BlockBox view={view} />
    </>
  );
}

function Facts({ view }: { view: View }) {
  const kept = `kept_${view.kept ?? ""}`;
  const time = clockTime(view.since, locale.value);
  return (
    <section>
      <h2>{view.handle}</h2>
      <dl>
        <dt>{t("about_presence")}</dt><dd><PresenceWord view={view} /></dd>
        <dt>{t("about_since")}</dt><dd class="num">{<Ago time={time} since={view.since} />}</dd>
        {view.again === true && <><dt>{t("about_again")}</dt><dd>{t("about_again_yes")}</dd></>}
        <dt>{t("about_kept")}</dt><dd>{t(isName(kept) ? kept : "kept_unknown")}</dd>
      </dl>
    </section>
  );
}

function Ago({ time, since }: { time: string; since: number }) {
  const gone = now.value - since;
  return <>{gone < A_MOMENT ? `${time}, ${t("just_now")}` : t("about_since_what", { time, span: span(gone) })}</>;
}

function Notes({ view }: { view: View }) {
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
    <section>
      <h2><label for={id}>{t("note")}</label></h2>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map(({ seq, text, at }) => (
            <li key={seq}><time class="tiny muted">{clockTime(at, locale.value)}</time> {text}</li>
          ))}
        </ul>
      )}
      <form class="note-form" onSubmit={keep}>
        <textarea
          class="note" id={id} rows={3} maxLength={2000} value={draft.value.words} aria-describedby={`${id}-who`}
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
