/** Every situation has exactly one picture and one strip. */
import { expect, test } from "vitest";
import { type Known, sceneOf, stripNames, stripOf } from "./scene.ts";
import { newTalk, type Talk } from "./state.ts";

function talk(change: Partial<Talk> = {}): Talk {
  return { ...newTalk(2000), ...change };
}

function scene(change: Partial<Known>, of: Partial<Talk> = {}) {
  return sceneOf({ talk: talk(of), started: true, resumed: false, shut: false, again: false, choice: null, ...change });
}

test.each([
  ["first", scene({ started: false })],
  ["shut", scene({ shut: true })],
  ["back", scene({ resumed: true })],
  ["closed", scene({ started: false }, { door: { state: "closed" } })],
  ["closed", scene({ started: false }, { door: { state: "closing" } })],
  ["closed", scene({}, { state: "none", door: { state: "full" } })],
  ["waiting", scene({})],
  ["waiting", scene({}, { state: "none" })],
  ["waiting", scene({}, { state: "waiting", door: { state: "closing" } })],
  ["go", scene({}, { state: "active", unready: true })],
  ["waiting", scene({}, { state: "waiting" })],
  ["waiting", scene({}, { state: "offered" })],
  ["here", scene({}, { state: "active" })],
  ["over", scene({}, { state: "wrap_up" })],
  ["over", scene({}, { state: "closed" })],
  ["over", scene({}, { state: "abandoned" })],
  ["write", scene({ again: true }, { state: "closed" })],
  ["done", scene({ choice: "keep" }, { state: "closed" })],
  ["done", scene({}, { state: "closed", erased: true })],
  ["done", scene({ choice: "erase" }, { state: "active" })],
])("%s", (expected, found) => {
  expect(found).toBe(expected);
});

test("a cut line is said in every picture that needs the line", () => {
  expect(stripOf("here", talk(), true)).toBe("cut");
  expect(stripOf("first", talk(), true)).toBe("first");
});

test("in line, the strip says how it stands", () => {
  expect(stripOf("waiting", talk(), false)).toBe("join");
  expect(stripOf("waiting", talk({ state: "waiting" }), false)).toBe("waiting");
  expect(stripOf("waiting", talk({ state: "waiting", door: { state: "closing" } }), false)).toBe("closing");
  expect(stripOf("waiting", talk({ state: "waiting", paused: 5 }), false)).toBe("paused_line");
  expect(stripOf("here", talk({ state: "active", paused: 5 }), false)).toBe("paused");
  expect(stripOf("closed", talk({ door: { state: "full" } }), false)).toBe("full");
  expect(stripOf("over", talk({ state: "abandoned", door: { state: "closed" } }), false)).toBe("missed");
});

test("waiting after an answer means the counsellor was lost", () => {
  const messages = [{ seq: 3, author: "counsellor", text: "hi", at: 1, name: "Robin" }] as const;
  expect(stripOf("waiting", talk({ messages, state: "waiting" }), false)).toBe("dropped");
});

test("writing during wrap-up may still reach the same person", () => {
  expect(stripOf("write", talk({ state: "wrap_up" }), false)).toBe("again");
});

test("a strip is three texts", () => {
  expect(stripNames("here")).toEqual(["here_now", "here_more", "here_next"]);
});
