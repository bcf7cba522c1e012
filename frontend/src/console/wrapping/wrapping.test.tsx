/** A wrap-up by keyboard: digits choose and lead on, what was inserted stands ticked, Enter closes. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Term } from "../../shared/protocol";
import { NEEDS, NEWCOMER, OUTCOMES, snapshot, TALK, view } from "../frames";
import { index } from "../search";
import { shelf } from "../snippets";
import { Stage } from "../stage";

const FORM = `[data-conversation="${TALK}"] form.wrap`;
const words = { en: "Open all night.", fr: "Ouvert la nuit." };
const larch = { slug: "larch", category: "housing", tags: [], title: { en: "A bed", fr: "Un lit" }, faces: { chat: words, sms: words }, referral: true };
let stage: Stage;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("[]")));
  shelf.value = { state: "ready", entries: index([larch]) };
  const lists = { needs: NEEDS, outcomes: OUTCOMES, used: ["larch", "gone"] };
  stage = new Stage(snapshot({ conversations: [view({ state: "wrap_up", presence: "left", ...lists, noted: { needs: ["legal"] } })] }));
  act(() => stage.store.go(TALK));
});

afterEach(() => {
  stage.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const checked = () => [...document.querySelectorAll<HTMLInputElement>(`${FORM} input:checked`)].map(({ value }) => value);
const here = () => (document.activeElement as HTMLInputElement).name;

it("shows what was inserted and what was half filled", () => {
  expect(checked()).toEqual(["larch", "gone", "legal"]);
  expect(stage.text(`${FORM} details`)).toContain("A bed");
});

it("is done by digits alone", () => {
  stage.key("3");
  expect(here()).toBe(`offered-${TALK}`);
  stage.key("2");
  stage.key("0");
  stage.key("1");
  expect(here()).toBe(`need-${TALK}`);
  stage.key("1");
  stage.key("9");
  stage.key("0");
  stage.key("2");
  stage.key("Enter", stage.find(`${FORM} input`));
  const noted = { kind: "place", needs: ["legal", "shelter"], outcome: "referred", relation: "self", left_out: ["gone"] };
  expect(stage.of("wrap")).toEqual([{ type: "wrap", conversation: TALK, ...noted }]);
});

it("sends what was chosen a moment ago before it closes: nobody takes it afterwards", () => {
  stage.close();
  const active = view({ state: "wrap_up", presence: "left", noted: {} });
  stage = new Stage(snapshot({ conversations: [active] }));
  act(() => stage.store.go(TALK));
  stage.store.noting.note(active, { kind: "place", unmet: ["police"] });
  stage.store.wrap(TALK, stage.store.noting.of(active));
  expect(stage.of("noting")).toEqual([{ type: "noting", conversation: TALK, noted: { kind: "place", unmet: ["police"] } }]);
  expect(stage.sent.map(({ type }) => type).filter((type) => type === "noting" || type === "wrap")).toEqual(["noting", "wrap"]);
});

describe("when the talk ends under the hands of somebody who writes", () => {
  const over = () => stage.hear({ type: "step", conversation: TALK, seq: 9, happening: "ended", state: "wrap_up", at: 0 });

  beforeEach(() => {
    stage.close();
    stage = new Stage(snapshot({ conversations: [view({ state: "active" })] }));
    act(() => stage.store.go(TALK));
  });

  it("takes the rest of a number for no choice, until there was a moment of rest", () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(1_000);
    over();
    expect(document.activeElement).toBe(stage.find(FORM));
    for (const key of ["8", "2", "0"]) stage.key(key);
    expect(checked()).toEqual([]);
    clock.mockReturnValue(2_600);
    stage.key("2");
    expect(checked()).toEqual(["information"]);
    clock.mockRestore();
  });

  it("does so also where an end from here was refused before, or undone by their coming back", () => {
    act(() => stage.store.end(TALK));
    stage.hear({ type: "refused", code: "high_risk", detail: "", conversation: TALK });
    over();
    stage.key("2");
    expect(checked()).toEqual([]);
    act(() => stage.store.end(TALK));
    stage.hear({ type: "step", conversation: TALK, seq: 10, happening: "seeker_returned", state: "active", at: 0 });
    stage.hear({ type: "step", conversation: TALK, seq: 11, happening: "ended", state: "wrap_up", at: 0 });
    stage.key("2");
    expect(checked()).toEqual([]);
  });

  it("takes keys at once where it was ended from here", () => {
    act(() => stage.store.end(TALK));
    over();
    stage.key("2");
    expect(checked()).toEqual(["information"]);
  });
});

it("gives a choice up by choosing it again, where none must be made", () => {
  const friend = `${FORM} input[value="friend"]`;
  act(() => stage.find(friend).click());
  expect(checked()).toContain("friend");
  act(() => stage.find(friend).click());
  expect(checked()).not.toContain("friend");
});

it("leaves digits to whoever writes a reason, and keys with others to the desk", () => {
  const reason = document.createElement("textarea");
  act(() => { stage.find(FORM).append(reason); });
  stage.key("1", reason);
  act(() => { stage.find(FORM).dispatchEvent(new KeyboardEvent("keydown", { key: "1", altKey: true, bubbles: true })); });
  expect(checked()).toEqual(["larch", "gone", "legal"]);
});

it("closes nothing without a type, and keeps what another window chose", () => {
  stage.key("Enter", stage.find(`${FORM} input`));
  expect(stage.of("wrap")).toEqual([]);
  stage.hear({ type: "noted", conversation: TALK, used: ["larch"], noted: { kind: "safety" } });
  expect(checked()).toEqual(["safety", "larch"]);
});

it("asks what the line asks, in the words of the line", () => {
  expect(stage.text(`${FORM} details`)).toContain("A lift home");
  act(() => stage.find(`${FORM} input[value="t1"]`).click());
  expect(checked()).toContain("t1");
});

it("asks nothing of an empty list", () => {
  stage.hear({ type: "noted", conversation: TALK, needs: NEEDS });
  stage.hear(snapshot({ conversations: [view({ state: "wrap_up", conversation: NEWCOMER, outcomes: OUTCOMES })] }));
  act(() => stage.store.go(NEWCOMER));
  expect(document.querySelectorAll(`input[name="need-${NEWCOMER}"]`)).toHaveLength(0);
  expect(document.querySelectorAll(`input[name="outcome-${NEWCOMER}"]`)).toHaveLength(2);
});

describe("a list that is changed while one chooses", () => {
  const [shelter, lift, legal] = NEEDS as [Term, Term, Term];
  const later: Term = { id: "t2", en: "Food", fr: "À manger" };
  const relist = (...needs: Term[]) => stage.hear({ type: "noted", conversation: TALK, needs, outcomes: OUTCOMES, noted: { needs: ["legal"] } });
  const need = (id: string) => stage.find(`${FORM} input[value="${id}"]`) as HTMLInputElement;

  it("keeps what was ticked and says that it is off the list, until it is given up", () => {
    relist(shelter, lift, { ...legal, retired: true });
    expect(checked()).toContain("legal");
    expect(need("legal").closest("label")?.textContent).toContain("no longer on the list");
    act(() => need("legal").click());
    expect(need("legal").disabled).toBe(true);
    expect(checked()).not.toContain("legal");
  });

  it("leaves each digit with its choice, and one that went with none", () => {
    relist(later, legal, { ...shelter, en: "A bed" });
    act(() => need("legal").focus());
    stage.key("2");
    expect(checked()).toEqual(["legal"]);
    expect(here()).toBe(`need-${TALK}`);
    stage.key("1");
    expect(checked()).toEqual(["shelter", "legal"]);
    expect(need("shelter").closest("label")?.textContent).toContain("A bed");
    stage.key("4");
    expect(checked()).toEqual(["shelter", "legal", "t2"]);
  });
});
