/** Somebody is there: are you alone with the screen? Nothing is shown before, and nothing races. */
import type { View } from "./view.ts";
import type { Speech } from "./words.ts";

function Door() {
  return (
    <svg class="art" viewBox="0 0 64 64" aria-hidden="true">
      <path class="fill" d="M18 56V12c0-1.700 1.300-3 3-3h22c1.700 0 3 1.300 3 3v44" />
      <path d="M10 56h44" />
      <path class="warm" d="M18 56V13l15 6v37" />
      <path d="M28.500 37v3" />
    </svg>
  );
}

interface Props {
  view: View;
  speech: Speech;
  onGo: () => void;
  onLater: () => void;
}

export function GoCheck({ view, speech, onGo, onLater }: Props) {
  const { say } = speech;
  const name = view.talk.who || say("someone");
  const later = view.talk.paused !== null;
  return (
    <div class="body" tabIndex={0} role="region" aria-label={say("go_title")}>
      <div class="go">
        <Door />
        <h2>{say("go_title")}</h2>
        <p>{say("go_help")}</p>
        <button class="btn main wide" type="button" onClick={onGo}>
          {say("go")}
        </button>
        {!later && (
          <button class="btn wide" type="button" onClick={onLater}>
            {say("go_later")}
          </button>
        )}
        <p class="small" role="status">
          {later ? say("go_time", { name }) : say("go_hold")}
        </p>
      </div>
    </div>
  );
}
