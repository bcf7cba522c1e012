/** The end: the person chooses what becomes of their words, and reads what became of them. */
import { useState } from "preact/hooks";
import type { LinePage } from "../shared/protocol.ts";
import { Elsewhere } from "./elsewhere.tsx";
import { type Choice, isOpen } from "./scene.ts";
import { Survey } from "./survey.tsx";
import type { View } from "./view.ts";
import { byLaw, daysOf, longer, Pick } from "./wishes.tsx";
import type { Name, Speech } from "./words.ts";

interface ChoiceProps {
  view: View;
  line: LinePage;
  speech: Speech;
  onChoose: (choice: Choice) => void;
  onAgain: () => void;
}

/** The button says what it will do. */
export function ChooseKeep({ view, line, speech, onChoose, onAgain }: ChoiceProps) {
  const { say, when } = speech;
  const { eraseAt: at, state } = view.talk;
  const missed = state === "abandoned" && !isOpen(view.talk);
  const told = byLaw(view.talk, speech);
  const n = daysOf(view.wish, line);
  // What was wished for before is chosen; else the safest way, which comes first.
  const [choice, setChoice] = useState(n ? (view.wish as Choice) : "erase");
  const until = { when: when(at ?? 0), n };
  // Where days were chosen before, that is how it is: `keep` would take them back, and may be longer.
  const asIs: [Choice, string, string][] = n ? [] : [["keep", say("keep"), say(at ? "slip_until" : "keep_help", until)]];
  const leaving: Name = at ? "if_you_leave_until" : n ? "if_you_leave_days" : "if_you_leave";
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={say("choice_title")}>
        {missed && (
          <>
            <h2>{say("closed_title")}</h2>
            <p>{say("missed_help")}</p>
          </>
        )}
        <Pick<Choice>
          title={say("choice_title")}
          name="keep"
          options={[
            ["erase", say("erase"), say("erase_help")],
            ...longer(line, speech),
            ...asIs,
          ]}
          chosen={choice}
          told={told}
          onPick={setChoice}
        />
        {view.draft !== "" && <p>{say("draft_kept")}</p>}
        {missed ? (
          <Elsewhere title={say("elsewhere")} line={line} speech={speech} />
        ) : (
          <p class="after">
            <button class="btn bare" type="button" onClick={onAgain}>
              {say("read_again")}
            </button>
          </p>
        )}
      </div>
      <div class="foot">
        <button class="btn main wide big" type="button" onClick={() => onChoose(choice)}>
          {say(choice === "keep" ? choice : choice === "erase" ? "erase_and_close" : "days_and_close")}
        </button>
        <p>{told || say(leaving, until)}</p>
      </div>
    </>
  );
}

function slip({ talk, choice, cut }: View, line: LinePage, speech: Speech): string {
  const { say, when } = speech;
  const told = byLaw(talk, speech);
  if (told) return told;
  if (talk.erased) return say("slip_erased", { when: when(talk.eraseAt ?? Date.now()) });
  if (choice === "erase") return say(cut ? "slip_cut" : "slip_erasing");
  if (talk.eraseAt) return say("slip_until", { when: when(talk.eraseAt) });
  const n = choice === null ? 0 : daysOf(choice, line);
  return say(n ? "slip_days" : "keep_help", { n });
}

interface SlipProps {
  view: View;
  line: LinePage;
  speech: Speech;
  onAnswer: (answers: Readonly<Record<string, string>>) => void;
  onDone: () => void;
  onAgain: () => void;
}

/** A plain receipt: what happens to the words and when, no name and no word. */
export function Slip({ view, line, speech, onAnswer, onDone, onAgain }: SlipProps) {
  const { say } = speech;
  const pending = view.choice === "erase" && !view.talk.erased;
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={say("slip_title")}>
        <div class="slip" role="status">
          <b>{say("slip_title")}</b>
          {slip(view, line, speech)}
        </div>
        {line.survey && !pending && view.answered && <Survey asked={view.asked} speech={speech} onAnswer={onAnswer} />}
      </div>
      <div class="foot">
        {!pending && (
          <>
            <button class="btn main wide big" type="button" onClick={onDone}>
              {say("done")}
            </button>
            <button class="btn bare wide" type="button" onClick={onAgain}>
              {say(view.talk.erased ? "write_again" : "read_again")}
            </button>
          </>
        )}
      </div>
    </>
  );
}
