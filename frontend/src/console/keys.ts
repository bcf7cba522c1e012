/** Which keys mean what at the desk; the words for them stand in the list that `?` opens. */

export type Command =
  | { readonly name: "go"; readonly slot: number }
  | { readonly name: "previous" | "waiting" | "take" | "later" | "next" | "risk" | "back" | "about" | "wrap" | "keys" | "pane" };

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const LETTERS: Readonly<Record<string, Command>> = {
  a: { name: "take" },
  l: { name: "later" },
  n: { name: "next" },
  r: { name: "risk" },
  o: { name: "back" },
  i: { name: "about" },
  w: { name: "wrap" },
};

/** The letter of a key. On Macs Alt writes another letter, so there the place of the key counts. */
function letter(pressed: Pressed): string {
  const plain = pressed.key.toLowerCase();
  if (plain in LETTERS) return plain;
  return pressed.key.length === 1 && pressed.key.charCodeAt(0) < 128
    ? plain
    : (/^Key([A-Z])$/.exec(pressed.code)?.[1] ?? "").toLowerCase();
}

function digit(pressed: Pressed): number {
  const match = /^(?:Digit|Numpad)([1-6])$/.exec(pressed.code) ?? /^([1-6])$/.exec(pressed.key);
  return Number(match?.[1] ?? 0);
}

/** The command of a key press, or null. `inField` is true where letters are being written. */
export function command(pressed: Pressed, inField: boolean): Command | null {
  if (pressed.ctrlKey || pressed.metaKey) return null;
  if (pressed.key === "F6") return { name: "pane" };
  if (!pressed.altKey) return pressed.key === "?" && !inField ? { name: "keys" } : null;
  if (pressed.shiftKey) return null;
  if (pressed.key === "ArrowUp") return { name: "previous" };
  if (pressed.key === "ArrowDown") return { name: "waiting" };
  const slot = digit(pressed);
  if (slot > 0) return { name: "go", slot };
  return LETTERS[letter(pressed)] ?? null;
}
