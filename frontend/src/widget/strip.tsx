/** Who is here and what comes next: two lines, always in this place. */
import { Icon, type Mark, Presence } from "../shared/icon.tsx";
import { cut as cutLine } from "../shared/icons.ts";
import { lastName } from "./state.ts";
import { type Strip as Kind, stripNames, stripOf } from "./scene.ts";
import type { View } from "./view.ts";
import type { Speech } from "./words.ts";

const MARKS: Record<Exclude<Kind, "cut">, Mark> = {
  first: "none",
  back: "none",
  join: "none",
  write: "none",
  again: "quiet",
  waiting: "none",
  closing: "none",
  paused_line: "none",
  go: "here",
  paused: "quiet",
  dropped: "quiet",
  here: "here",
  over: "gone",
  done: "gone",
  closed: "gone",
  full: "gone",
  missed: "gone",
  shut: "gone",
};

export function Strip({ view, speech }: { view: View; speech: Speech }) {
  const kind = stripOf(view.scene, view.talk, view.cut);
  const name = lastName(view.talk) || speech.say("someone");
  const [now, more, next] = stripNames(kind).map((each) => speech.say(each, { name }));
  return (
    <div class={kind === "cut" ? "now lost" : "now"} role="status">
      {kind === "cut" ? <Icon d={cutLine} /> : <Presence mark={MARKS[kind]} />}
      <p>
        <b>{now}</b> {more}
      </p>
      <p>{next}</p>
    </div>
  );
}
