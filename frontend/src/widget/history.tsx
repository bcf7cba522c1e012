/** Honest words on what the browser still lists after the exit, and how to remove it. */
import type { Name, Speech } from "./words.ts";

const STEPS: readonly Name[] = ["history_1", "history_2", "history_3", "history_4", "history_5"];

export function History({ speech }: { speech: Speech }) {
  return (
    <div class="steps" tabIndex={0} role="region" aria-label={speech.say("history")}>
      <p>
        <b>{speech.say("history_lead")}</b>
      </p>
      {STEPS.map((name) => (
        <p key={name}>{speech.say(name)}</p>
      ))}
    </div>
  );
}
