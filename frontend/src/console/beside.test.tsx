/** What stands beside the talk: cards that are only read, notes that cannot be taken for words to the seeker. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import "./commands/desk";
import { listenForKeys } from "./commands/listen";
import { shown, snapshot, TALK, view } from "./frames";
import { blocks, cards } from "./guidance";
import { Stage } from "./stage";
import { drawer } from "./ui";
import { locale } from "./words";

const HOSTILE = '<script>alert("x")</script>';
let stage: Stage;
let stop: () => void;

beforeEach(() => {
  cards.value = [
    { slug: "a", title: { en: "Grounding", fr: "Retour au calme" }, body: { en: `First.\n\n- One\n- ${HOSTILE}\n\nLast.`, fr: "Un." } },
    { slug: "b", title: { en: "Limits", fr: "Limites" }, body: { en: "Say them early.", fr: "Dites-les tôt." } },
  ];
  stage = new Stage();
  stop = listenForKeys(stage.store);
});

afterEach(() => {
  stop();
  drawer.value = false;
  stage.close();
});

const alt = (key: string) => act(() => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key, altKey: true, bubbles: true, cancelable: true }));
});
const tick = () => act(async () => { await new Promise((done) => { setTimeout(done, 5); }); });

it("opens guidance by its key, also with nobody in front, in the reader's language", async () => {
  stage.hear(snapshot({ conversations: [] }));
  alt("g");
  await tick();
  expect(document.activeElement?.textContent).toBe("Grounding");
  act(() => { locale.value = "fr"; });
  expect(stage.text(".guidance summary")).toBe("Retour au calme");
});

it("reads a card as paragraphs and lists, and as nothing else", () => {
  expect(blocks("One\nTwo\n\n- a\n- b\nThree")).toEqual([["One", "Two"], ["- a", "- b"], ["Three"]]);
  expect(stage.place.querySelector(".guidance script")).toBeNull();
  expect(stage.text(".guidance li:last-child")).toBe(HOSTILE);
});

it("sends nothing from a card", () => {
  const before = stage.sent.length;
  stage.place.querySelectorAll<HTMLElement>(".guidance summary").forEach((each) => act(() => each.click()));
  expect(stage.sent).toHaveLength(before);
  expect(stage.place.querySelectorAll(".guidance details button")).toHaveLength(0);
});

it("says at the note's field who never sees it, and keeps notes apart from words", async () => {
  act(() => stage.store.go(TALK));
  alt("i");
  await tick();
  const field = document.activeElement;
  expect(field?.classList.contains("note")).toBe(true);
  expect(stage.text(`[id="${field?.getAttribute("aria-describedby")}"]`)).toBe("Quiet Heron never sees this.");
  expect(field?.getAttribute("placeholder")).toBe("For colleagues only");
  stage.type("Phone is seen in the morning.", ".about .note");
  stage.key("Enter", field);
  expect(stage.sent.filter(({ type }) => type === "say" || type === "note")).toEqual([]);
  stage.press("Keep note", ".about");
  expect(stage.of("note")).toHaveLength(1);
  expect(stage.of("say")).toHaveLength(0);
});

it("draws a note in a place of its own, with a lock and its sentence, never as a bubble of ours", () => {
  stage.hear(snapshot({ conversations: [view({ seq: 3, messages: [shown(1), shown(3, { author: "note", name: "Robin", text: HOSTILE })] })] }));
  const note = stage.find(".log .note-line");
  expect(note.classList.contains("mine")).toBe(false);
  expect(note.textContent).toContain("Quiet Heron never sees");
  expect(note.querySelector("script")).toBeNull();
  expect(stage.text(".notes li")).toContain(HOSTILE);
});
