/** Nobody new is let in: said at once, with when it opens and where else one can turn. */
import type { LinePage } from "../shared/protocol.ts";
import { Elsewhere } from "./elsewhere.tsx";
import { Fold } from "./fold.tsx";
import { AllHours } from "./hours.tsx";
import { NumberForm } from "./number.tsx";
import type { View } from "./view.ts";
import type { Speech } from "./words.ts";

function Moon() {
  return (
    <svg class="art" viewBox="0 0 64 64" aria-hidden="true">
      <path class="fill" d="M40 10a22 22 0 1 0 14 30A19 19 0 0 1 40 10Z" />
      <path class="warm" d="M50 12v8m-4-4h8M57 26v4m-2-2h4" />
    </svg>
  );
}

interface Props {
  view: View;
  line: LinePage;
  speech: Speech;
  onLook: () => void;
  onNumber: (number: string) => void;
}

export function Closed({ view, line, speech, onLook, onNumber }: Props) {
  const { say, when } = speech;
  const { door } = view.talk;
  const full = door.state === "full";
  const title = full ? say("full_title") : door.opens ? say("opens_again", { when: when(door.opens) }) : say("closed_title");
  const help = full ? "full_help" : door.opens ? "opens_help" : "opens_unknown";
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={title}>
        <div class="band">
          <div class="top">
            <div>
              <h2>{title}</h2>
              <p>{say(help)}</p>
            </div>
            <Moon />
          </div>
        </div>
        {view.draft !== "" && (
          <div class="slip">
            <b>{say("not_sent_here")}</b>
            {view.draft}
          </div>
        )}
        <AllHours line={line} speech={speech} />
        <Elsewhere title={say("elsewhere")} line={line} speech={speech} />
        {(line.return_hours ?? 0) > 0 && (
          <Fold title={say("have_number")}>
            {view.trouble && <p class="banner">{say(view.trouble)}</p>}
            <NumberForm speech={speech} onNumber={onNumber} />
          </Fold>
        )}
      </div>
      <div class="foot">
        <button class="btn wide" type="button" onClick={onLook}>
          {say("look_again")}
        </button>
        <p>{say("nothing_kept")}</p>
      </div>
    </>
  );
}
