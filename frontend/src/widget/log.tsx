/** The talk: bubbles in runs, the words of our own runs under them, times only when asked for. */
import { Icon } from "../shared/icon.tsx";
import { check, clock } from "../shared/icons.ts";
import { CardActions, numbersIn } from "./card.tsx";
import { Linked } from "./linked.tsx";
import { type Row, rowsOf } from "./rows.ts";
import type { View } from "./view.ts";
import type { Speech } from "./words.ts";

function StateLine({ row, speech, times }: { row: Row; speech: Speech; times: boolean }) {
  const { mark, behind } = row;
  if (mark === "" && !times) return null;
  const many = mark === "not_sent" && behind > 1;
  return (
    <span class="state">
      {times && <time>{speech.time(row.at)}</time>}
      {(mark === "sent" || mark === "not_sent") && <Icon d={mark === "sent" ? check : clock} />}
      {mark !== "" && (many ? speech.say("not_sent_many", { n: behind }) : speech.say(mark))}
    </span>
  );
}

function Bubble({ row, speech, times, onBig }: { row: Row; speech: Speech; times: boolean; onBig: (text: string) => void }) {
  const { say } = speech;
  const name = row.name || say(row.side === "second" ? "second" : "someone");
  if (row.side === "fact") return <li class="fact">{row.text}</li>;
  const mine = row.side === "mine";
  const card = !mine && numbersIn(row.text).length > 0;
  return (
    <li class={["msg", mine && "mine", !row.first && "run", card && "card", row.unsent && "unsent"].filter(Boolean).join(" ")}>
      {mine || !row.first ? (
        <span class="vh">{mine ? say("you_said") : say("they_said", { name })} </span>
      ) : (
        <span class="who">{name}</span>
      )}
      <div class="words">
        {mine ? row.text : <Linked text={row.text} />}
        {card && <CardActions text={row.text} speech={speech} onBig={onBig} />}
      </div>
      <StateLine row={row} speech={speech} times={times} />
    </li>
  );
}

function Writing({ name, speech }: { name: string; speech: Speech }) {
  return (
    <p class="writing" aria-live="off">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {speech.say("writing", { name: name || speech.say("someone") })}
    </p>
  );
}

interface Props {
  view: View;
  speech: Speech;
  times: boolean;
  onTimes: () => void;
  onBig: (text: string) => void;
}

/** A tap on a bubble asks for the times; a tap on a link, or the end of marking words, does not. */
function asksForTimes(event: MouseEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest(".words") !== null && target?.closest("a, button") === null && String(getSelection()) === "";
}

export function Log({ view, speech, times, onTimes, onBig }: Props) {
  const rows = rowsOf(view.talk.messages, view.unsent);
  return (
    <>
      <ol class="log" onClick={(event) => asksForTimes(event) && onTimes()}>
        {rows.map((row) => (
          <Bubble key={row.key} row={row} speech={speech} times={times} onBig={onBig} />
        ))}
      </ol>
      {view.talk.typing && !view.cut && <Writing name={view.talk.who} speech={speech} />}
    </>
  );
}
