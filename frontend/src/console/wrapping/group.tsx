/** One question of a wrap-up: its choices, each with the digit that takes it. */

export interface Choice {
  readonly code: string;
  readonly words: string;
  /** It cannot be chosen any more, and keeps its place. */
  readonly gone?: boolean;
}

interface Props {
  name: string;
  id?: string;
  legend: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  /** Any number of them, rather than one. */
  many?: boolean;
  /** Whether the caret of the conversation goes here. */
  entry?: boolean;
  pick: (code: string) => void;
}

export function Group({ name, id, legend, choices, chosen, many = false, entry = false, pick }: Props) {
  return (
    <fieldset class="seg" data-group>
      <legend id={id}>{legend}</legend>
      {choices.map(({ code, words, gone = false }, place) => (
        <label key={code}>
          <input
            type={many ? "checkbox" : "radio"} name={name} value={code} checked={chosen.includes(code)} disabled={gone}
            aria-keyshortcuts={place < 9 ? `${place + 1}` : undefined} data-entry={entry && place === 0 ? "" : undefined}
            // A click, not a change: what is chosen already is given up by choosing it again.
            onClick={() => pick(code)}
          />
          <span>{words}</span>
          {place < 9 && <kbd aria-hidden="true">{place + 1}</kbd>}
        </label>
      ))}
    </fieldset>
  );
}
