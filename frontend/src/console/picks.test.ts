import { beforeEach, expect, test } from "vitest";
import { letDraw } from "./picks";

let boxes: HTMLInputElement[];

beforeEach(() => {
  const words = ["ask", "Jess", "at", "the", "door"];
  document.body.innerHTML = `<p data-picks>${words.map((word, at) => `<label><input type="checkbox" value="${at}"><span>${word}</span></label> `).join("")}</p>`;
  letDraw(document.querySelector<HTMLElement>("[data-picks]")!);
  boxes = [...document.querySelectorAll("input")];
});

const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value).join("");
const word = (at: number) => boxes[at]!.closest("label")!.querySelector("span")!;

function point(kind: string, at: number, more: Record<string, unknown> = {}): void {
  const event = new MouseEvent(kind, { bubbles: true, cancelable: true, button: 0, ...more });
  Object.defineProperty(event, "pointerType", { value: more["pointerType"] ?? "mouse" });
  word(at).dispatchEvent(event);
}

test("a tap ticks one word and unticks it", () => {
  boxes[1]!.click();
  expect(ticked()).toBe("1");
  boxes[1]!.click();
  expect(ticked()).toBe("");
});

test("words that are drawn over are ticked, forwards and backwards, and the click at the end takes none off", () => {
  point("pointerdown", 1);
  point("pointerover", 2);
  point("pointerover", 3);
  point("pointerup", 3);
  point("click", 3);
  expect(ticked()).toBe("123");
  point("pointerdown", 4);
  point("pointerover", 3);
  point("pointerup", 3);
  expect(ticked()).toBe("1234");
});

test("drawing from a ticked word unticks", () => {
  for (const box of boxes) box.checked = true;
  point("pointerdown", 3);
  point("pointerover", 4);
  point("pointerup", 4);
  expect(ticked()).toBe("012");
});

test("a finger that moves ticks nothing: it scrolls", () => {
  point("pointerdown", 0, { pointerType: "touch" });
  point("pointerover", 3, { pointerType: "touch" });
  expect(ticked()).toBe("");
});

test("after the pointer is up nothing is drawn any more", () => {
  point("pointerdown", 1);
  point("pointerup", 1);
  point("pointerover", 4);
  expect(ticked()).toBe("");
});

test("with Shift all up to one are ticked, by the keyboard as well", () => {
  boxes[1]!.click();
  boxes[3]!.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }));
  expect(ticked()).toBe("123");
});
