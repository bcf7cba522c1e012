/** A number leads to the same person after a reload, whatever the order in which the server tells them. */
import { afterEach, expect, it } from "vitest";
import { NEWCOMER, snapshot, TALK, texter, TEXTER, view } from "./frames";
import { Stage } from "./stage";

let stage: Stage;

const talk = view({ conversation: TALK });
const newcomer = view({ conversation: NEWCOMER });

afterEach(() => {
  stage.close();
  sessionStorage.clear();
});

function reload(...conversations: (typeof talk)[]): (string | null)[] {
  stage?.close();
  stage = new Stage(snapshot({ conversations }));
  return [...(stage.store.desk.value?.slots ?? [])];
}

it("keeps the numbers over a reload, gaps and all, and gives a free one to who is new", () => {
  expect(reload(talk, texter(), newcomer)).toEqual([TALK, TEXTER, NEWCOMER]);
  expect(reload(newcomer, texter(), talk)).toEqual([TALK, TEXTER, NEWCOMER]);
  expect(reload(newcomer, texter())).toEqual([null, TEXTER, NEWCOMER]);
  expect(reload(texter(), talk, newcomer)).toEqual([TALK, TEXTER, NEWCOMER]);
});

it("keeps nothing but ids, and nothing once nobody is left", () => {
  reload(talk, texter());
  expect(JSON.parse(sessionStorage.getItem("seats") ?? "")).toEqual([TALK, TEXTER]);
  reload();
  expect(sessionStorage.getItem("seats")).toBeNull();
});

it("leaves nothing behind who signs out", () => {
  reload(talk);
  stage.store.seats.forget();
  stage.hear({ type: "conversation", view: texter() });
  expect(sessionStorage.getItem("seats")).toBeNull();
});

it("seats everybody anew where what was kept is none of ours", () => {
  for (const kept of ["{}", "not json", '[1, {"a": 2}]']) {
    sessionStorage.setItem("seats", kept);
    expect(reload(talk, texter())).toEqual([TALK, TEXTER]);
  }
});
