/** The keys of a command, as small caps beside its words; nothing where a person has switched them off. */
import { printed } from "./chords";
import { keysFor } from "./registry";

/** On a button: the button's own words are what is read aloud. */
export function Key({ of }: { of: string }) {
  const keys = keysFor(of);
  return keys === "" ? null : <kbd aria-hidden="true">{printed(keys).join(" ")}</kbd>;
}

export function Caps({ keys }: { keys: string }) {
  return <>{printed(keys).map((each) => <kbd key={each}>{each}</kbd>)}</>;
}
