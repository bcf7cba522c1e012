/** The end: the person chooses what becomes of their words, and reads what became of them. */
import { useState } from "preact/hooks";
import type { Choice } from "./scene.ts";
import type { View } from "./view.ts";
import type { Speech } from "./words.ts";

interface ChoiceProps {
  view: View;
  speech: Speech;
  onChoose: (choice: Choice) => void;
  onAgain: () => void;
}

/** The safest choice comes first and is chosen; the button says what it will do. */
export function ChooseKeep({ view, speech, onChoose, onAgain }: ChoiceProps) {
  const { say, when } = speech;
  const [choice, setChoice] = useState<Choice>("erase");
  const at = view.talk.eraseAt;
  const helps = { erase: say("erase_help"), keep: at ? say("keep_until", { when: when(at) }) : say("keep_help") };
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={say("choice_title")}>
        <fieldset class="pick">
          <legend>{say("choice_title")}</legend>
          {(["erase", "keep"] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="keep" checked={choice === each} onChange={() => setChoice(each)} />
              <b>{say(each)}</b>
              <small>{helps[each]}</small>
            </label>
          ))}
        </fieldset>
        {view.draft !== "" && <p>{say("draft_kept")}</p>}
        <p class="after">
          <button class="btn bare" type="button" onClick={onAgain}>
            {say("read_again")}
          </button>
        </p>
      </div>
      <div class="foot">
        <button class="btn main wide big" type="button" onClick={() => onChoose(choice)}>
          {say(choice === "erase" ? "erase_and_close" : "keep_and_close")}
        </button>
        <p>{at ? say("if_you_leave_until", { when: when(at) }) : say("if_you_leave")}</p>
      </div>
    </>
  );
}

function slip({ talk, choice, cut }: View, { say, when }: Speech): string {
  if (talk.erased) return say("slip_erased", { when: when(talk.eraseAt ?? Date.now()) });
  if (choice === "erase") return say(cut ? "slip_cut" : "slip_erasing");
  return talk.eraseAt ? say("slip_until", { when: when(talk.eraseAt) }) : say("slip_kept");
}

interface SlipProps {
  view: View;
  speech: Speech;
  onDone: () => void;
  onAgain: () => void;
}

/** A plain receipt: what happens to the words and when, no name and no word. */
export function Slip({ view, speech, onDone, onAgain }: SlipProps) {
  const { say } = speech;
  const pending = view.choice === "erase" && !view.talk.erased;
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={say("slip_title")}>
        <div class="slip" role="status">
          <b>{say("slip_title")}</b>
          {slip(view, speech)}
        </div>
      </div>
      <div class="foot">
        {!pending && (
          <button class="btn main wide big" type="button" onClick={onDone}>
            {say("done")}
          </button>
        )}
        {!pending && (
          <button class="btn bare wide" type="button" onClick={onAgain}>
            {say(view.talk.erased ? "write_again" : "read_again")}
          </button>
        )}
      </div>
    </>
  );
}
