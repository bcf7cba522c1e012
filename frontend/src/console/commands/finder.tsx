/** All commands in one field: type a part of a name, Enter does it. */
import { useState } from "preact/hooks";
import { Dialog } from "../dialog";
import { fold } from "../search";
import { useStore, type Store } from "../store";
import { dialog } from "../ui";
import { t } from "../words";
import { Caps } from "./key";
import { all, keysOf, nameOf, possible, type Command } from "./registry";

export function Finder() {
  return <Dialog name="find" title={t("find_title")} look="finder"><Field /></Dialog>;
}

function Field() {
  const store = useStore();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = matching(store, query);
  const here = Math.min(chosen, Math.max(0, found.length - 1));
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") obey(store, found[here]);
    else if (step !== 0) setChosen((here + step + found.length) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  }
  return (
    <>
      <input
        class="line" type="text" role="combobox" aria-label={t("find_what")} data-first autocomplete="off" spellcheck={false}
        aria-expanded="true" aria-controls="found" aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `found-${here}` : undefined}
        value={query} placeholder={t("find_what")} onKeyDown={onKeyDown}
        onInput={(event) => { setQuery(event.currentTarget.value); setChosen(0); }}
      />
      <div class="opts" role="listbox" id="found" aria-label={t("find_title")} tabIndex={-1}>
        {found.map((command, place) => (
          <Option key={command.id} command={command} place={place} selected={place === here} />
        ))}
      </div>
      <p class="muted" role="status">{found.length === 0 ? t("find_none") : ""}</p>
    </>
  );
}

function Option({ command, place, selected }: { command: Command; place: number; selected: boolean }) {
  const store = useStore();
  const can = possible(store, command);
  return (
    <div
      ref={(row) => { if (selected) row?.scrollIntoView?.({ block: "nearest" }); }}
      class="opt" role="option" id={`found-${place}`} aria-selected={selected} aria-disabled={!can}
      onMouseDown={(event) => { event.preventDefault(); obey(store, command); }}
    >
      <div class="t">
        <span class="name">{nameOf(command)}{aboutOf(store, command)}</span>
        <span>{can ? <Caps keys={keysOf(command)} /> : t("find_later")}</span>
      </div>
    </div>
  );
}

/** What can be done now comes first; the others stay in sight, so that nobody looks for them in vain. */
function matching(store: Store, query: string): readonly Command[] {
  const words = fold(query).split(/\s+/);
  const found = all().filter((command) => {
    const text = fold(`${nameOf(command)} ${aboutOf(store, command)}`);
    return command.id !== "find" && words.every((word) => text.includes(word));
  });
  const can = new Set(found.filter((command) => possible(store, command)));
  return [...found.filter((each) => can.has(each)), ...found.filter((each) => !can.has(each))];
}

function aboutOf(store: Store, { about }: Command): string {
  const name = about?.(store) ?? "";
  return name === "" ? "" : `, ${name}`;
}

/** The finder gives the focus back first: what the command then opens gives it back to the same place. */
function obey(store: Store, command: Command | undefined): void {
  if (command === undefined || !possible(store, command)) return;
  dialog.value = null;
  setTimeout(() => command.run(store));
}
