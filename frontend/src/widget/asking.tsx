/** What one may say before the talk, each of it skipped by leaving it: it becomes one's own first words. */
import { useState } from "preact/hooks";
import type { LinePage } from "../shared/protocol.ts";
import type { Name, Speech } from "./words.ts";

const AGES: readonly Name[] = ["age_1", "age_2", "age_3"];
const LONGEST_NAME = 40;

interface Told {
  readonly name: string;
  readonly topic: string;
  readonly age: string;
}

/** Whether the line asks anything at all; by default it does not. */
export function asks({ questions = {} }: LinePage): boolean {
  return questions.name === true || questions.age === true || Object.keys(questions.topics ?? {}).length > 0;
}

/** The words that will be sent, as the person would say them. */
export function firstWords({ name, topic, age }: Told, { say }: Speech): string {
  return [
    name.trim() && say("first_name", { name: name.trim() }),
    topic && say("first_topic", { topic }),
    age && say("first_age", { age }),
  ]
    .filter(Boolean)
    .join(" ");
}

interface ChoiceProps {
  label: string;
  name: string;
  options: readonly string[];
  chosen: string;
  skip: string;
  onChoose: (option: string) => void;
}

function Choice({ label, name, options, chosen, skip, onChoose }: ChoiceProps) {
  return (
    <fieldset class="chips">
      <legend>{label}</legend>
      {["", ...options].map((option) => (
        <label key={option}>
          <input type="radio" name={name} checked={chosen === option} onChange={() => onChoose(option)} />
          {option === "" ? skip : option}
        </label>
      ))}
    </fieldset>
  );
}

interface Props {
  line: LinePage;
  speech: Speech;
  onWords: (words: string) => void;
}

export function Asking({ line, speech, onWords }: Props) {
  const { say, locale } = speech;
  const { questions = {} } = line;
  const [told, setTold] = useState<Told>({ name: "", topic: "", age: "" });
  const topics = questions.topics?.[locale] ?? [];
  const words = firstWords(told, speech);

  function tell(change: Partial<Told>): void {
    const now = { ...told, ...change };
    setTold(now);
    onWords(firstWords(now, speech));
  }

  return (
    <>
      {questions.name && (
        <label class="line">
          <b>{say("name_label")}</b>
          <small>{say("name_help")}</small>
          <input
            type="text"
            autocomplete="off"
            maxLength={LONGEST_NAME}
            value={told.name}
            onInput={({ currentTarget }) => tell({ name: currentTarget.value })}
          />
        </label>
      )}
      {topics.length > 0 && (
        <Choice
          label={say("topic_label")}
          name="topic"
          options={topics}
          chosen={told.topic}
          skip={say("skip")}
          onChoose={(topic) => tell({ topic })}
        />
      )}
      {questions.age && (
        <Choice
          label={say("age_label")}
          name="age"
          options={AGES.map((age) => say(age))}
          chosen={told.age}
          skip={say("skip")}
          onChoose={(age) => tell({ age })}
        />
      )}
      {words !== "" && (
        <p class="will-send" role="status">
          <b>{say("first_words")}</b> {words}
        </p>
      )}
    </>
  );
}
