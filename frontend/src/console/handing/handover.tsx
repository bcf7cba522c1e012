/** In a conversation's head: give it to a colleague who says yes, or back to the queue at its place. */
import { useState } from "preact/hooks";
import type { Uuid, View } from "../../shared/protocol";
import { channelOf } from "../channels";
import { closePanel, Popover } from "../popover";
import { useStore } from "../store";
import { PassOn } from "../partners/passon";
import { panelOf } from "../ui";
import { t } from "../words";
import { candidates, type Candidate } from "./able";
import { BackToQueue } from "./back";
import { askedFrom } from "./handing";

const LONGEST = 500;

export function HandOver({ view }: { view: View }) {
  const { conversation, state } = view;
  const desk = useStore().desk.value;
  if (state !== "active" || desk === null) return null;
  const asked = askedFrom(desk.asks, conversation);
  return (
    <Popover name={panelOf("back", conversation)} label={t("hand_over")} face={t("hand_over")}>
      {asked === undefined ? <AskForm view={view} /> : <Pending conversation={conversation} name={asked.name} />}
      <BackToQueue view={view} />
      <PassOn view={view} />
    </Popover>
  );
}

/** Says in the head, all the while, that somebody is asked. */
export function AskedChip({ view: { conversation } }: { view: View }) {
  const asked = askedFrom(useStore().desk.value?.asks ?? [], conversation);
  return asked === undefined ? null : <span class="chip care" role="status">{t("hand_asked", { name: asked.name })}</span>;
}

function AskForm({ view }: { view: View }) {
  const { conversation, channel, handle } = view;
  const store = useStore();
  const desk = store.desk.value;
  const [to, setTo] = useState<Uuid | null>(null);
  const [note, setNote] = useState("");
  const people = desk === null ? [] : candidates(desk.team, desk.me, { ...view, live: channelOf(desk.channels, channel).live });
  // Whoever was chosen may have gone or filled up meanwhile.
  const chosen = people.find(({ person, unable }) => person.id === to && unable === null);
  const ready = chosen !== undefined && store.line.value === "open";
  function submit(event: Event): void {
    event.preventDefault();
    if (ready && store.handing.ask(conversation, chosen.person.id, note.trim())) closePanel();
  }
  if (people.length === 0) return <p class="muted">{t("hand_nobody")}</p>;
  return (
    <form class="handing" onSubmit={submit}>
      <b>{t("hand_who", { name: handle })}</b>
      <div class="stack">
        {people.map((each, place) => <Pick key={each.person.id} first={place === 0} candidate={each} chosen={each.person.id === to} choose={setTo} />)}
      </div>
      <label for={`hand-${conversation}`}>{t("hand_note")}</label>
      <textarea
        class="note" id={`hand-${conversation}`} rows={3} maxLength={LONGEST} value={note} aria-describedby={`hand-what-${conversation}`}
        onInput={(event) => { setNote(event.currentTarget.value); }}
      />
      <p class="tiny muted" id={`hand-what-${conversation}`}>{t("handing_what", { name: handle })}</p>
      <button class="btn tool main" type="submit" aria-disabled={!ready}>
        {chosen === undefined ? t("hand_ask") : t("hand_ask_name", { name: chosen.person.name })}
      </button>
    </form>
  );
}

interface PickProps {
  candidate: Candidate;
  first: boolean;
  chosen: boolean;
  choose: (id: Uuid) => void;
}

function Pick({ candidate: { person, unable }, first, chosen, choose }: PickProps) {
  const { id, name, held, capacity } = person;
  return (
    <button
      class="btn tool pick" type="button" aria-pressed={chosen} aria-disabled={unable !== null} data-first={first ? "" : undefined}
      onClick={() => { if (unable === null) choose(id); }}
    >
      {unable === null ? t("team_one", { name, held, capacity }) : t(`hand_${unable}`, { name })}
    </button>
  );
}

function Pending({ conversation, name }: { conversation: Uuid; name: string }) {
  const store = useStore();
  return (
    <>
      <p role="status">{t("hand_waits", { name })}</p>
      <button class="btn tool" type="button" onClick={() => { if (store.handing.withdraw(conversation)) closePanel(); }}>
        {t("hand_undo")}
      </button>
    </>
  );
}
