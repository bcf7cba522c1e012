/** Keys as words ("Alt+A", "F6", "?"): read from what is pressed, and written for people. */

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const NAMED = /^(?:F\d{1,2}|Arrow(?:Up|Down|Left|Right))$/;

/** The digit in its place on the keyboard, whatever is printed or written there. */
function digit({ code, key }: Pressed): string {
  return (/^(?:Digit|Numpad)(\d)$/.exec(code) ?? /^(\d)$/.exec(key))?.[1] ?? "";
}

/** The letter of a key. On Macs Alt writes another letter, so there the place of the key counts. */
function letter({ key, code }: Pressed): string {
  if (key.length === 1 && key.charCodeAt(0) < 128) return key.toUpperCase();
  return /^Key([A-Z])$/.exec(code)?.[1] ?? "";
}

/**
 * What is pressed as one word; null for what can be no command: letters alone, Shift with Alt, and Ctrl
 * with Alt, which is how some keyboards write an at sign.
 */
export function chord(pressed: Pressed): string | null {
  const { key, altKey, shiftKey } = pressed;
  const control = pressed.ctrlKey || pressed.metaKey;
  if (!altKey && !control) return NAMED.test(key) || /^[^\p{L}\p{N}\s]$/u.test(key) ? key : null;
  if (shiftKey || (altKey && control)) return null;
  const name = NAMED.test(key) ? key : digit(pressed) || letter(pressed);
  return name === "" || name === " " ? null : `${altKey ? "Alt" : "Ctrl"}+${name}`;
}

/** Whether it would be written into a field instead. */
export function writes(keys: string): boolean {
  return keys.length === 1;
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→",
};

/** The keys one after the other, as they are printed on a keyboard. */
export function printed(keys: string): readonly string[] {
  return keys === "" ? [] : keys.split("+").map((each) => SIGNS[each] ?? each);
}
