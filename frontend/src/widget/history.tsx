/** Honest words on what the browser still lists after the exit, and how to remove it. */
import type { Speech } from "./words.ts";

const STEPS = [1, 2, 3, 4, 5] as const;

export function History({ speech }: { speech: Speech }) {
  return (
    <div class="steps" tabIndex={0} role="region" aria-label={speech.say("history")}>
      <p>
        <b>{speech.say("history_lead")}</b>
      </p>
      {STEPS.map((step) => (
        <p key={step}>{speech.say(`history_${step}`)}</p>
      ))}
    </div>
  );
}
