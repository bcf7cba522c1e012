/** What may become of one's words: chosen at the start, in the menu or at the end, within what the line offers. */
import type { KeepWish, LinePage } from "../shared/protocol.ts";
import type { Choice } from "./scene.ts";
import type { Talk } from "./state.ts";
import type { Name, Speech } from "./words.ts";

/** Whether there is anything to choose beyond erasing. */
export function offers({ keep_days = 0, follow_up_days = 0 }: LinePage): boolean {
  return keep_days > 0 || follow_up_days > 0;
}

/** How many days this choice keeps the words; 0 if it keeps them no longer than the line would. */
export function daysOf(choice: Choice | KeepWish, { keep_days = 0, follow_up_days = 0 }: LinePage): number {
  return choice === "days" ? keep_days : choice === "follow_up" ? follow_up_days : 0;
}

interface PickProps<Option extends string> {
  title: string;
  name: string;
  options: readonly [option: Option, label: string, help: string][];
  chosen: Option | "";
  /** Where a law has a copy kept, what we promise else is left out. */
  told: string | null;
  onPick: (option: Option) => void;
}

/** A list of choices, each with what it means, as large as a finger. */
export function Pick<Option extends string>({ title, name, options, chosen, told, onPick }: PickProps<Option>) {
  return (
    <fieldset class="pick">
      <legend>{title}</legend>
      {options.map(([option, label, help]) => (
        <label key={option}>
          <input type="radio" name={name} checked={chosen === option} onChange={() => onPick(option)} />
          <b>{label}</b>
          <small>{!told && help}</small>
        </label>
      ))}
    </fieldset>
  );
}

/** The longer ways, as far as the line offers them. */
export function longer(line: LinePage, { say }: Speech): ["days" | "follow_up", string, string][] {
  return (["days", "follow_up"] as const).flatMap((way) => {
    const n = daysOf(way, line);
    return n > 0 ? [[way, say(way, { n }), say(`${way}_help` satisfies Name, { n })]] : [];
  });
}

/** What is said in place of our own promises where a law has a copy kept. */
export function byLaw({ law }: Talk, { locale, when }: Speech): string | null {
  return law && (law.said[locale] ?? "").replace("{when}", when(law.until));
}

interface Props {
  talk: Talk;
  line: LinePage;
  wish: KeepWish;
  speech: Speech;
  onWish: (wish: KeepWish) => void;
}

export function Wishes({ talk, line, wish, speech, onWish }: Props) {
  const { say } = speech;
  const told = byLaw(talk, speech);
  return (
    <>
      <Pick<KeepWish>
        title={say("choice_title")}
        name="wish"
        options={[["at_end", say("at_end"), say("erase_help")], ...longer(line, speech)]}
        chosen={wish}
        told={told}
        onPick={onWish}
      />
      <p role="status">{told || say(wish === "" ? "wish_help" : "wish_kept")}</p>
    </>
  );
}
