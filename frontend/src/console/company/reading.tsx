/** In the composer's place while one only reads along: a note to whoever holds it, and the way out. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { Companion, View } from "../../shared/protocol";
import { useStore } from "../store";
import { t } from "../words";

interface Props {
  view: View;
  mine: Companion;
}

/** A guest who was introduced writes as anybody does, and has this line above. */
export function ReadingAlong({ view, mine }: Props) {
  const { handle: name } = view;
  if (mine.shown === true) {
    return (
      <section class="strip company" aria-label={t("company")}>
        <Icon d={icons.person} />
        <div class="holds row"><span>{t("reading_known", { name })}</span><Leave view={view} mine={mine} /></div>
      </section>
    );
  }
  return (
    <section class="reading" aria-label={t("company")} tabIndex={-1} data-place>
      <p>
        <b>{mine.part === "watch" ? t("reading_watch") : t("reading_guest", { name: mine.by })}</b>{" "}
        {t("reading_what", { name })}
      </p>
      <Whispering view={view} />
      <div class="row">
        {mine.part === "guest" && <Introduce view={view} />}
        {mine.part === "watch" && <TakeOver view={view} />}
        <Leave view={view} mine={mine} />
      </div>
    </section>
  );
}

function Whispering({ view }: { view: View }) {
  const store = useStore();
  const draft = store.mail.draft(view.conversation, "note");
  const id = `w-${view.conversation}`;
  const ready = store.line.value === "open" && draft.value.words.trim() !== "";
  function keep(event: Event): void {
    event.preventDefault();
    if (ready) store.send(view, "note");
  }
  return (
    <form class="note-form" onSubmit={keep}>
      <label for={id}><Icon d={icons.lock} /> {t("whispering")}</label>
      <textarea
        class="note" id={id} rows={2} maxLength={2000} value={draft.value.words} data-entry
        onInput={(event) => { draft.value = { ...draft.value, words: event.currentTarget.value }; }}
        onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) keep(event); }}
      />
      <div class="row"><button class="btn tool" type="submit" aria-disabled={!ready}>{t("whisper_do")}</button></div>
    </form>
  );
}

function Introduce({ view: { conversation, handle: name } }: { view: View }) {
  const store = useStore();
  return <button class="btn tool" type="button" onClick={() => store.visits.introduce(conversation)}>{t("introduce_me", { name })}</button>;
}

function TakeOver({ view: { conversation } }: { view: View }) {
  const store = useStore();
  return <button class="btn tool" type="button" onClick={() => store.visits.takeOver(conversation)}>{t("alert_take")}</button>;
}

function Leave({ view: { conversation }, mine }: Props) {
  const store = useStore();
  return (
    <button class="btn tool" type="button" onClick={() => store.visits.depart(conversation)}>
      {t(mine.part === "watch" ? "watch_stop" : "guest_leave")}
    </button>
  );
}
