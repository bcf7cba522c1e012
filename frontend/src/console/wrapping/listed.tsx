/** A question with the line's own choices, in the order in which they were first shown. */
import { useRef } from "preact/hooks";
import type { Term } from "../../shared/protocol";
import { locale, t } from "../words";
import { Group } from "./group";

interface Props {
  name: string;
  legend: string;
  terms: readonly Term[];
  chosen: readonly string[];
  many?: boolean;
  pick: (code: string) => void;
}

export function Listed({ terms, chosen, legend, ...group }: Props) {
  const shown = useRef<readonly Term[]>([]);
  shown.current = steady(shown.current, terms);
  const choices = shown.current.map(({ id, en, fr, retired = false }) => {
    const words = locale.value === "fr" ? fr : en;
    // What was chosen may be given up; then it is gone for good.
    return { code: id, words: retired ? `${words} (${t("noted_retired")})` : words, gone: retired && !chosen.includes(id) };
  });
  return choices.length > 0 && <Group {...group} legend={legend} choices={choices} chosen={chosen} />;
}

/** What is there now, each at the place that it had: a digit that one is about to press still means the same. */
export function steady(before: readonly Term[], now: readonly Term[]): readonly Term[] {
  const known = new Set(before.map(({ id }) => id));
  const kept = before.map((term) => now.find(({ id }) => id === term.id) ?? { ...term, retired: true });
  return [...kept, ...now.filter(({ id }) => !known.has(id))];
}
