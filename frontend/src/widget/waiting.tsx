/** The wait, honest and coarse: three bands, one of them is now, nothing counts down. */
import type { LinePage, Wait } from "../shared/protocol.ts";
import { Elsewhere } from "./elsewhere.tsx";
import type { Speech } from "./words.ts";

const BANDS = ["minutes", "quarter", "half_hour"] as const;

function Cup() {
  return (
    <svg class="art" viewBox="0 0 64 64" aria-hidden="true">
      <path class="warm" d="M24 17c-3-3.500 3-5.500 0-9.500M35 17c-3-3.500 3-5.500 0-9.500" />
      <path class="fill" d="M13 24h32v14a13 13 0 0 1-13 13h-6a13 13 0 0 1-13-13V24Z" />
      <path d="M45 28h4a6.500 6.500 0 0 1 0 13h-4.500M9 57h41" />
    </svg>
  );
}

function Band({ wait, speech }: { wait: Wait | null; speech: Speech }) {
  const { say } = speech;
  const now = BANDS.find((band) => band === wait);
  return (
    <div class="band">
      <div class="top">
        <div>
          <p>{say("wait_title")}</p>
          <h2>{say(now === "quarter" ? "wait_quarter_long" : `wait_${now ?? "unknown"}`)}</h2>
        </div>
        <Cup />
      </div>
      {now && (
        <ol aria-label={say("wait_bands")}>
          {BANDS.map((band) => (
            <li key={band} aria-current={band === wait ? "true" : undefined}>
              {say(`wait_${band}`)}
            </li>
          ))}
        </ol>
      )}
      <p>{say("wait_help")}</p>
    </div>
  );
}

interface Props {
  wait: Wait | null;
  line: LinePage;
  speech: Speech;
  /** Something was said already: then the words come next, and the wait stands beside them. */
  said: boolean;
  onLeave: () => void;
}

export function WaitingRoom({ wait, line, speech, said, onLeave }: Props) {
  const { say } = speech;
  const band = <Band wait={wait} speech={speech} />;
  return (
    <section class="room" aria-label={say("wait_title")}>
      {!said && band}
      <h2 class="sub">{say("meanwhile")}</h2>
      <ul class="meanwhile">
        <li>{say("meanwhile_1")}</li>
        <li>{say("meanwhile_2")}</li>
      </ul>
      <Elsewhere title={say("elsewhere_wait")} line={line} speech={speech} />
      <button class="btn bare wide" type="button" onClick={onLeave}>
        {say("leave_line")}
      </button>
      {said && band}
    </section>
  );
}
