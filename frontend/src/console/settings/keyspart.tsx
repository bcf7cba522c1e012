/** Settings: a person's own key for each command, none, or the shipped one. */
import { useState } from "preact/hooks";
import { choices } from "../choices";
import { chord, writes } from "../commands/chords";
import { Caps } from "../commands/key";
import { all, keysOf, nameOf, PARTS, type Command } from "../commands/registry";
import { useStore } from "../store";
import { t } from "../words";

/** What browsers keep for themselves, on one system or another. */
const BROWSERS = /^(?:Alt\+(?:[DEFVSBTH]|Arrow(?:Left|Right)|F4)|Ctrl\+(?:[ACDFHJLNOPQRSTUVWXYZ]|\d|F4)|F(?:[1357]|1[0-2]))$/;

/** Why these keys cannot be a command's, in words; "" if they can. */
export function obstacle(keys: string, command: Command): string {
  if (writes(keys)) return t("own_plain");
  if (BROWSERS.test(keys)) return t("own_browser");
  const other = all().find((each) => each.id !== command.id && keysOf(each) === keys);
  return other === undefined ? "" : t("own_taken", { name: nameOf(other) });
}

export function KeysPart() {
  return (
    <section aria-labelledby="own-h" class="own">
      <h3 id="own-h">{t("choices_keys")}</h3>
      <p class="tiny muted">{t("choices_keys_what")}</p>
      <ul>{PARTS.flatMap((part) => all().filter((each) => each.part === part)).map((each) => <Own key={each.id} command={each} />)}</ul>
    </section>
  );
}

function Own({ command }: { command: Command }) {
  const { choosing } = useStore();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState("");
  const keys = keysOf(command);
  const name = nameOf(command);
  const set = (next: string | undefined) => {
    const { [command.id]: _, ...rest } = choices.peek().keys ?? {};
    choosing.choose({ keys: next === undefined || next === command.keys ? rest : { ...rest, [command.id]: next } });
    setWhy("");
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (!asking || event.key === "Tab") return setAsking(false);
    event.preventDefault();
    event.stopPropagation();
    const pressed = chord(event);
    if (event.key === "Escape") return setAsking(false);
    if (pressed === null) return;
    const problem = obstacle(pressed, command);
    setAsking(false);
    if (problem === "") set(pressed);
    else setWhy(problem);
  }
  return (
    <li>
      <span class="name">{name}</span>
      <span class="caps">{keys === "" ? <span class="muted">{t("own_none")}</span> : <Caps keys={keys} />}</span>
      <span class="row">
        <button
          class="btn tool" type="button" aria-label={t("own_change_what", { name })} aria-pressed={asking}
          onClick={() => { setAsking(!asking); setWhy(""); }} onKeyDown={onKeyDown} onBlur={() => setAsking(false)}
        >
          {t(asking ? "own_press" : "own_change")}
        </button>
        {keys !== "" && <button class="btn tool" type="button" aria-label={t("own_off_what", { name })} onClick={() => set("")}>{t("own_off")}</button>}
        {keys !== command.keys && <button class="btn tool" type="button" aria-label={t("own_back_what", { name })} onClick={() => set(undefined)}>{t("own_back")}</button>}
      </span>
      <span class="care-words tiny" role="status">{why}</span>
    </li>
  );
}
