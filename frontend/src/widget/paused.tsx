/** They paused: it is said till when their place is held, and how to go on. */
import type { Milliseconds } from "../shared/protocol.ts";
import type { Speech } from "./words.ts";

export function Paused({ until, speech, onGoOn }: { until: Milliseconds; speech: Speech; onGoOn: () => void }) {
  const { say, time } = speech;
  return (
    <div class="held">
      <p>{say("paused_until", { time: time(until) })}</p>
      <button class="btn main wide" type="button" onClick={onGoOn}>
        {say("go_on")}
      </button>
    </div>
  );
}
