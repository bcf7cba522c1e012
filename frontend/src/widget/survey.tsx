/** Two questions, each of which may stay open; the answers are counted and joined to nothing. */
import { useState } from "preact/hooks";
import { Fold } from "./fold.tsx";
import type { Name, Speech } from "./words.ts";

interface Question {
  readonly name: "feel" | "helped";
  readonly title: Name;
  readonly answers: readonly [answer: string, words: Name][];
}

const QUESTIONS: readonly Question[] = [
  {
    name: "feel",
    title: "survey_feel",
    answers: [
      ["much_worse", "feel_much_worse"],
      ["worse", "feel_worse"],
      ["same", "feel_same"],
      ["better", "feel_better"],
      ["much_better", "feel_much_better"],
    ],
  },
  {
    name: "helped",
    title: "survey_helped",
    answers: [
      ["yes", "helped_yes"],
      ["some", "helped_some"],
      ["no", "helped_no"],
    ],
  },
];

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
      {QUESTIONS.map((question) => (
        <fieldset key={question.name} class="chips">
          <legend>{say(question.title)}</legend>
          {question.answers.map(([answer, words]) => (
            <label key={answer}>
              <input
                type="radio"
                name={question.name}
                checked={answers[question.name] === answer}
                onChange={() => setAnswers({ ...answers, [question.name]: answer })}
              />
              {say(words)}
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
