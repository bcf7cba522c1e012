/** The finder and the list of keys: what can be done is found by a part of its name, and done once. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NEWCOMER, TALK, TEXTER } from "../frames";
import { Stage } from "../stage";
import { dialog, panel } from "../ui";
import "./desk";
import { listenForKeys } from "./listen";
import { ownKeys } from "./registry";

let stage: Stage;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new Stage();
  stop = listenForKeys(stage.store);
});

afterEach(() => {
  vi.useRealTimers();
  stop();
  ownKeys.value = {};
  dialog.value = null;
  stage.close();
});

function look(words: string): void {
  act(() => { dialog.value = "find"; });
  stage.type(words, ".finder input");
}

function enter(): void {
  stage.key("Enter", stage.find(".finder input"));
  act(() => { vi.runOnlyPendingTimers(); });
}

it("goes to a conversation by its name", () => {
  look("maple");
  expect(stage.text(".finder [aria-selected=true]")).toContain("Blue Maple");
  enter();
  expect(stage.store.focus.value).toBe(TEXTER);
  expect(dialog.value).toBeNull();
});

it("opens what a command opens, in the conversation in front", () => {
  act(() => stage.store.go(TALK));
  look("risk");
  enter();
  expect(panel.value).toBe(`risk ${TALK}`);
});

it("shows what cannot be done just now last, and does not do it", () => {
  look("offer");
  expect(stage.text(".finder .opts")).toContain("not just now");
  enter();
  expect(dialog.value).toBe("find");
  stage.hear({ type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 });
  expect(stage.text(".finder [aria-selected=true]")).toContain("Take the offer");
  enter();
  expect(stage.of("accept")).toHaveLength(1);
});

it("says when no command has that name", () => {
  look("zzz");
  expect(stage.text(".finder [role=status]")).toBe("No command has that name.");
});

it("lists every key as it is for this person, and obeys none while it is open", () => {
  act(() => { ownKeys.value = { take: "Alt+P", later: "" }; });
  act(() => { dialog.value = "keys"; });
  expect(stage.text(".sheet")).toContain("AltPTake the offer");
  expect(stage.text(".sheet")).not.toContain("Let the offer pass");
  stage.hear({ type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 });
  act(() => { document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "p", altKey: true, bubbles: true })); });
  expect(stage.of("accept")).toHaveLength(0);
});
