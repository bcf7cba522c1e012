/** A second window of the same person: each says what it has in front, and the head of a conversation says so. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { snapshot, TALK, TEXTER } from "./frames";
import { Stage } from "./stage";
import { tick } from "./time";

let stage: Stage;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new Stage();
});

afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

const head = () => stage.text(`[data-conversation="${TALK}"] .facts`);

it("says what is in front, and whether something is written there, once each", () => {
  act(() => stage.store.go(TEXTER));
  stage.type("hello", `#c-${TEXTER}`);
  stage.type("hello you", `#c-${TEXTER}`);
  expect(stage.of("window").slice(-2)).toEqual([
    { type: "window", conversation: TEXTER },
    { type: "window", conversation: TEXTER, writing: true },
  ]);
});

it("shows what another window has open, and forgets it when it is gone or silent", () => {
  stage.hear({ type: "window", window: "b", conversation: TALK });
  expect(head()).toContain("Also open in another window");
  stage.hear({ type: "window", window: "b", conversation: TALK, writing: true });
  expect(head()).toContain("You write in another window");
  stage.hear({ type: "window", window: "b", conversation: TEXTER });
  expect(head()).not.toContain("window");
  stage.hear({ type: "window", window: "b", conversation: TALK }, { type: "window", window: "b", gone: true });
  expect(head()).not.toContain("window");
  stage.hear({ type: "window", window: "c", conversation: TALK });
  act(() => { vi.advanceTimersByTime(90_000); tick(); });
  expect(head()).not.toContain("window");
});

it("answers a newcomer at once, and says it again after a reconnect", () => {
  const before = stage.of("window").length;
  stage.hear({ type: "window", window: "new" });
  expect(stage.of("window")).toHaveLength(before + 1);
  stage.hear({ type: "window", window: "new", conversation: TALK });
  expect(stage.of("window")).toHaveLength(before + 1);
  stage.hear(snapshot());
  expect(head()).not.toContain("window");
});
