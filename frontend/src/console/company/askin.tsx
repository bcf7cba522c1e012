/** In a conversation's head: ask a colleague to read along, introduce them, or let them go. */
import { useState } from "preact/hooks";
import type { Colleague, Companion, Uuid, View } from "../../shared/protocol";
import { closePanel, Popover } from "../popover";
import { useStore } from "../store";
import { panelOf } from "../ui";
import { t } from "../words";
import { guestOf } from "./company";

const LONGEST = 500;

export function AskIn({ view }: { view: View }) {
  const desk = useStore().desk.value;
  if (view.state !== "active" || desk === null) return null;
  const guest = guestOf(desk.company, view.conversation);
  return (
    <Popover name={panelOf("company", view.conversation)} label={t("ask_in")} face={t("ask_in")}>
      {guest === undefined ? <AskForm view={view} /> : <There view={view} guest={guest} />}
    </Popover>
  );
}

function AskForm({ view: { conversation, handle: name } }: { view: View }) {
  const store = useStore();
  const [to, setTo] = useState<Uuid | null>(null);
  const [note, setNote] = useState("");
  const { team, me } = store.desk.value ?? { team: [], me: { id: "" } };
  const people = team.filter(({ id, status }) => id !== me.id && status !== "away");
  const chosen = people.find(({ id }) => id === to);
  const ready = chosen !== undefined && store.line.value === "open";
  function submit(event: Event): void {
    event.preventDefault();
    if (ready && store.visits.invite(conversation, chosen.id, note.trim())) closePanel();
  }
  if (people.length === 0) return <p class="muted">{t("hand_nobody")}</p>;
  return (
    <form class="handing" onSubmit={submit}>
      <b>{t("ask_in_who")}</b>
      <div class="stack">
        {people.map((each, place) => <Pick key={each.id} person={each} first={place === 0} chosen={each.id === to} choose={setTo} />)}
      </div>
      <label for={`in-${conversation}`}>{t("hand_note")}</label>
      <textarea
        class="note" id={`in-${conversation}`} rows={3} maxLength={LONGEST} value={note} aria-describedby={`in-what-${conversation}`}
        onInput={(event) => { setNote(event.currentTarget.value); }}
      />
      <p class="tiny muted" id={`in-what-${conversation}`}>{t("ask_in_what", { name })}</p>
      <button class="btn tool main" type="submit" aria-disabled={!ready}>
        {chosen === undefined ? t("hand_ask") : t("hand_ask_name", { name: chosen.name })}
      </button>
    </form>
  );
}

interface PickProps {
  person: Colleague;
  first: boolean;
  chosen: boolean;
  choose: (id: Uuid) => void;
}

/** Reading along takes no room, so whoever has their hands full, or rests, may be asked too. */
function Pick({ person: { id, name, status, held, capacity }, first, chosen, choose }: PickProps) {
  const face = status === "resting" ? t("team_resting", { name }) : t("team_one", { name, held, capacity });
  return <button class="btn tool pick" type="button" aria-pressed={chosen} data-first={first ? "" : undefined} onClick={() => choose(id)}>{face}</button>;
}

function There({ view: { conversation, handle }, guest: { name, here, shown } }: { view: View; guest: Companion }) {
  const store = useStore();
  const done = (sent: boolean) => { if (sent) closePanel(); };
  const how = here !== true ? "guest_waits" : shown === true ? "guest_known" : "guest_unseen";
  return (
    <div class="handing">
      <p role="status">{t(how, { name, handle })}</p>
      {here === true && shown !== true && (
        <button class="btn tool main" type="button" data-first onClick={() => done(store.visits.introduce(conversation))}>{t("introduce_name", { name })}</button>
      )}
      <button class="btn tool" type="button" onClick={() => done(store.visits.uninvite(conversation))}>
        {here === true ? t("guest_go", { name }) : t("hand_undo")}
      </button>
    </div>
  );
}
