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

/** What was wished for before is chosen; else the safest way, which comes first. */
function chosenFirst({ wish }: View, line: LinePage): Choice {
  return (wish === "days" || wish === "follow_up") && daysOf(wish, line) > 0 ? wish : "erase";
}

/** The button says what it will do. */
export function ChooseKeep({ view, line, speech, onChoose, onAgain }: ChoiceProps) {
  const { say, when } = speech;
  const [choice, setChoice] = useState<Choice>(chosenFirst(view, line));
  const { eraseAt: at, state } = view.talk;
  const missed = state === "abandoned" && !isOpen(view.talk);
  const told = byLaw(view.talk, speech);
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
            ["keep", say("keep"), at ? say("keep_until", { when: when(at) }) : say("keep_help")],
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
          {say(`${choice}_and_close` satisfies Name)}
        </button>
        <p>{told || (at ? say("if_you_leave_until", { when: when(at) }) : say("if_you_leave"))}</p>
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
  const days = choice === null ? 0 : daysOf(choice, line);
  return days > 0 ? say("slip_days", { n: days }) : say("slip_kept");
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
