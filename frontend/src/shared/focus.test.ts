/** Tab goes round the sheet and what stays reachable beside it; closing gives the focus back. */
import { beforeEach, expect, test } from "vitest";
import { holdFocus } from "./focus.ts";

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no ${id}`);
  return found;
}

function tab(shiftKey = false): void {
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", shiftKey, bubbles: true }));
}

beforeEach(() => {
  document.body.innerHTML = `<button id="exit">Exit</button><button id="menu">Menu</button>
    <div id="sheet"><button id="close">Close</button><button id="off" disabled>Off</button><a id="link" href="#x">Go</a></div>`;
  element("menu").focus();
});

test("takes the focus, goes round, gives it back", () => {
  const release = holdFocus([element("sheet"), element("exit")]);
  const visited = [document.activeElement?.id];
  for (let step = 0; step < 3; step += 1) {
    tab();
    visited.push(document.activeElement?.id);
  }
  expect(visited).toEqual(["close", "link", "exit", "close"]);
  tab(true);
  expect(document.activeElement?.id).toBe("exit");
  release();
  expect(document.activeElement?.id).toBe("menu");
});

test("may begin at a given place", () => {
  holdFocus([element("sheet")], element("link"))();
  holdFocus([element("sheet")], element("link"));
  expect(document.activeElement?.id).toBe("link");
});
