/** One of a few: buttons in a row, the chosen one pressed. */
import { t, type Name } from "../words";

interface Props<Value extends string> {
  title: Name;
  values: readonly (readonly [value: Value, words: string])[];
  chosen: Value;
  choose: (value: Value) => void;
}

export function Pick<Value extends string>({ title, values, chosen, choose }: Props<Value>) {
  return (
    <div class="choices" role="group" aria-label={t(title)}>
      <span class="label" aria-hidden="true">{t(title)}</span>
      <div class="row">
        {values.map(([value, words]) => (
          <button key={value} class="btn tool pick" type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
            {words}
          </button>
        ))}
      </div>
    </div>
  );
}
