/** Turns messages into what is drawn: runs of one speaker, and one line of words for a run of our own. */
import type { Progress } from "../shared/outbox.ts";
import type { Milliseconds, Shown } from "../shared/protocol.ts";

export interface Unsent {
  readonly id: string;
  readonly text: string;
  readonly since: Milliseconds;
  readonly progress: Progress;
}

/** A `second` person has no name here. */
export type Side = "mine" | "theirs" | "second" | "fact";
export type Mark = "" | "sending" | "sent" | "not_sent";

export interface Row {
  readonly key: string;
  readonly side: Side;
  readonly name: string;
  readonly text: string;
  readonly at: Milliseconds;
  readonly unsent: boolean;
  /** First of a run: the name stands above it. */
  readonly first: boolean;
  /** Only on the last of a run of our own: how far the run has come, and how many are not sent. */
  readonly mark: Mark;
  readonly behind: number;
}

type Bare = Omit<Row, "first" | "mark" | "behind"> & { readonly progress: Progress | "sent" };

const SIDES = { seeker: "mine", counsellor: "theirs", guest: "second", helpline: "fact", note: "fact" } as const;

function bare(message: Shown): Bare {
  return {
    key: message.id ?? `seq-${message.seq}`,
    side: SIDES[message.author],
    name: message.name ?? "",
    text: message.text,
    at: message.at,
    unsent: false,
    progress: "sent",
  };
}

function waiting({ id, text, since, progress }: Unsent): Bare {
  return { key: id, side: "mine", name: "", text, at: since, unsent: progress === "not_sent", progress };
}

function sameRun(one: Bare | undefined, other: Bare | undefined): boolean {
  return one !== undefined && other !== undefined && one.side === other.side && one.name === other.name;
}

/** The least of a run decides: what is quiet says nothing, what is late speaks for all. */
function markOf(run: readonly Bare[]): Mark {
  const states = new Set(run.map((each) => each.progress));
  if (states.has("not_sent")) return "not_sent";
  if (states.has("sending")) return "sending";
  return states.has("quiet") ? "" : "sent";
}

export function rowsOf(messages: readonly Shown[], unsent: readonly Unsent[]): Row[] {
  const all = [...messages.map(bare), ...unsent.map(waiting)];
  let run: Bare[] = [];
  return all.map((each, index) => {
    const first = !sameRun(all[index - 1], each);
    run = first ? [each] : [...run, each];
    const last = each.side === "mine" && !sameRun(each, all[index + 1]);
    const { progress: _, ...row } = each;
    return {
      ...row,
      first,
      mark: last ? markOf(run) : "",
      behind: last ? run.filter((one) => one.unsent).length : 0,
    };
  });
}
