/** The list of all keys: of every command, and those that count while words are written. */
import type { ComponentChildren } from "preact";
import { sendKey } from "../choices";
import { Dialog } from "../dialog";
import { t, type Name } from "../words";
import { Caps } from "./key";
import { all, keysOf, nameOf, PARTS } from "./registry";

const ALWAYS: readonly (readonly [keys: string, name: Name])[] = [["/", "keys_slash"], ["Esc", "keys_escape"]];

function writing(): typeof ALWAYS {
  return sendKey.value === "enter"
    ? [["Enter", "keys_enter"], ["Shift+Enter", "keys_break"], ...ALWAYS]
    : [["Ctrl+Enter", "keys_enter"], ["Enter", "keys_break"], ...ALWAYS];
}

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
          {writing().map(([keys, name]) => <Row key={name} keys={keys} words={t(name)} />)}
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
