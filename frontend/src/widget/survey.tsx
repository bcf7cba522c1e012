/** Two questions, each of which may stay open; the answers are counted and joined to nothing. */
import { useState } from "preact/hooks";
import { Fold } from "./fold.tsx";
import type { Name, Speech } from "./words.ts";

const QUESTIONS = [
  ["feel", ["much_worse", "worse", "same", "better", "much_better"]],
  ["helped", ["yes", "some", "no"]],
] as const;

interface Props {
  asked: boolean;
  speech: Speech;
  onAnswer: (answers: Readonly<Record<string, string>>) => void;
}

export function Survey({ asked, speech, onAnswer }: Props) {
  const { say } = speech;
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  if (asked) {
    return (
      <p class="thanks" role="status">
        {say("survey_thanks")}
      </p>
    );
  }
  return (
    <Fold title={say("survey")}>
      <p class="small">{say("survey_help")}</p>
      {QUESTIONS.map(([name, all]) => (
        <fieldset key={name} class="chips">
          <legend>{say(`survey_${name}`)}</legend>
          {all.map((answer) => (
            <label key={answer}>
              <input
                type="radio"
                name={name}
                checked={answers[name] === answer}
                onChange={() => setAnswers({ ...answers, [name]: answer })}
              />
              {say(`${name}_${answer}` as Name)}
            </label>
          ))}
        </fieldset>
      ))}
      <button class="btn wide" type="button" onClick={() => onAnswer(answers)}>
        {say("survey_send")}
      </button>
    </Fold>
  );
}
