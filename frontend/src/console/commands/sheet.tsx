/** The list of all keys: of every command, and those that count while words are written. */
import type { ComponentChildren } from "preact";
import { Dialog } from "../dialog";
import { t, type Name } from "../words";
import { Caps } from "./key";
import { all, keysOf, nameOf, PARTS } from "./registry";

const WRITING: readonly (readonly [keys: string, name: Name])[] = [
  ["Enter", "keys_enter"], ["Shift+Enter", "keys_break"], ["/", "keys_slash"], ["Esc", "keys_escape"],
];

export function KeySheet() {
  return (
    <Dialog name="keys" title={t("all_keys")} look="wide">
      <div class="columns">
        {PARTS.map((part) => (
          <Group key={part} title={t(`part_${part}`)}>
            {all().filter((command) => command.part === part && keysOf(command) !== "").map((command) => (
              <Row key={command.id} keys={keysOf(command)} words={nameOf(command)} />
            ))}
          </Group>
        ))}
        <Group title={t("part_writing")}>
          {WRITING.map(([keys, name]) => <Row key={name} keys={keys} words={t(name)} />)}
        </Group>
      </div>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return <section><h3>{title}</h3><dl>{children}</dl></section>;
}

function Row({ keys, words }: { keys: string; words: string }) {
  return <div><dt><Caps keys={keys} /></dt><dd>{words}</dd></div>;
}
