/** Icons are silent for screen readers, and every presence has a shape of its own. */
import { render } from "preact";
import { expect, test } from "vitest";
import { Icon, type Mark, Presence } from "./icon.tsx";
import { exit } from "./icons.ts";

function drawn(node: preact.ComponentChild): string {
  const box = document.createElement("div");
  render(node, box);
  return box.innerHTML;
}

test("an icon is hidden from screen readers and may be mirrored", () => {
  expect(drawn(<Icon d={exit} />)).toContain('aria-hidden="true"');
  expect(drawn(<Icon d={exit} flip />)).toContain("flip");
});

test("five presences, five shapes", () => {
  const marks: Mark[] = ["none", "gone", "quiet", "here", "hurry"];
  expect(new Set(marks.map((mark) => drawn(<Presence mark={mark} />))).size).toBe(5);
});
