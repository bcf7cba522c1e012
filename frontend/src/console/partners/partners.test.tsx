/** Passing somebody on: nothing goes before a yes, of police a second one; what is asked is theirs to word. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PartnerLine, Referred } from "../../shared/protocol";
import { NOON, shown, snapshot, step, TALK, view } from "../frames";
import { Stage } from "../stage";
import { closePanel } from "../popover";
import { panel, panelOf } from "../ui";
import { locale } from "../words";
import { agreed, question, refer } from "./referred";

const LAW: PartnerLine = { id: 3, kind: "legal", names: { en: "Night Law", fr: "Droit de nuit" }, here: true };
const POLICE: PartnerLine = { id: 4, kind: "police", names: { en: "City Police", fr: "Police de la ville" }, here: true };

describe("what became of naming a partner", () => {
  const named = step(20, "partner_named", { detail: "3" });
  const said = (detail: string) => step(21, "partner_answer", { detail });

  it("is as a snapshot would say it", () => {
    const one = refer(view(), named);
    expect(one.referred).toEqual({ partner: 3 });
    const two = refer(one, said("yes"));
    expect(two.referred).toEqual({ partner: 3, lot: "accepted", yes: said("yes").at });
    expect(refer(two, said("police")).referred).toEqual({ partner: 3, lot: "accepted", yes: said("yes").at, police: said("yes").at });
    expect(refer(two, said("no")).referred).toEqual({ partner: 3 });
  });

  it("says nothing of an answer to a partner nobody knows of", () => {
    expect(refer(view(), said("yes")).referred).toBeUndefined();
  });

  it.each<[string, Referred | undefined, PartnerLine, boolean]>([
    ["nobody was named", undefined, LAW, false],
    ["they have not answered", { partner: 3 }, LAW, false],
    ["they said yes", { partner: 3, lot: "accepted", yes: NOON }, LAW, true],
    ["they said yes to another", { partner: 9, lot: "accepted", yes: NOON }, LAW, false],
    ["it came back", { partner: 3, lot: "not_available", yes: NOON }, LAW, false],
    ["police were not asked about apart", { partner: 4, lot: "accepted", yes: NOON }, POLICE, false],
    ["they said yes to police apart", { partner: 4, lot: "accepted", yes: NOON, police: NOON }, POLICE, true],
  ])("may be handed over or not: %s", (_, referred, partner, may) => {
    expect(agreed(referred, partner)).toBe(may);
  });

  it("asks in the language of whoever is asked", () => {
    expect(question("partner_ask", LAW, view({ locale: "fr" }))).toContain("Droit de nuit");
    expect(question("partner_ask_words", LAW, view())).toContain("They would see");
  });
});

describe("the panel", () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
    stage.hear(snapshot({ partners: [LAW, POLICE] }));
    act(() => { stage.store.focus.value = TALK; panel.value = panelOf("back", TALK); });
    press("Pass on to a partner");
  });
  afterEach(() => {
    act(() => { closePanel(); locale.value = "en"; });
    stage.close();
  });

  const button = (words: string) =>
    [...stage.place.querySelectorAll<HTMLButtonElement>("button")].find((each) => each.textContent?.includes(words));
  const press = (words: string) => act(() => { button(words)?.click(); });
  const sent = (type: string) => stage.sent.filter((frame) => frame.type === type);

  it("puts the question into the message and sends nothing", () => {
    press("Night Law");
    press("Put this question");
    expect(stage.store.mail.draft(TALK).value.words).toContain("May I pass you on to Night Law?");
    expect(sent("say")).toEqual([]);
    expect(sent("refer")).toEqual([{ type: "refer", conversation: TALK, partner: 3 }]);
  });

  it("hands over only what they said yes to", () => {
    press("Night Law");
    press("Pass on to Night Law");
    expect(sent("pass_on")).toEqual([]);
    const box = () => stage.place.querySelector<HTMLInputElement>(".said-yes input");
    act(() => { box()?.click(); });
    expect(sent("consent")).toEqual([{ type: "consent", conversation: TALK, partner: 3 }]);
    stage.hear(step(20, "partner_named", { detail: "3" }));
    stage.hear(step(21, "partner_answer", { detail: "yes" }));
    expect(box()?.checked).toBe(true);
    press("Pass on to Night Law");
    expect(sent("pass_on")).toEqual([{ type: "pass_on", conversation: TALK }]);
  });

  it("asks about police apart", () => {
    press("City Police");
    stage.hear(step(20, "partner_named", { detail: "4" }));
    stage.hear(step(21, "partner_answer", { detail: "yes" }));
    press("Pass on to City Police");
    expect(sent("pass_on")).toEqual([]);
    expect(stage.place.querySelectorAll(".said-yes")).toHaveLength(2);
    stage.hear(step(22, "partner_answer", { detail: "police" }));
    press("Pass on to City Police");
    expect(sent("pass_on")).toHaveLength(1);
  });

  it("hands nobody to where nobody is", () => {
    stage.hear({ type: "partners", partners: [{ ...LAW, here: false }] });
    press("Night Law");
    stage.hear(step(20, "partner_named", { detail: "3" }));
    stage.hear(step(21, "partner_answer", { detail: "yes" }));
    press("Pass on to Night Law");
    expect(sent("pass_on")).toEqual([]);
  });
});

describe("at the partner's desk", () => {
  it("says who has passed them on, until they are answered", () => {
    const stage = new Stage();
    stage.hear(snapshot({ conversations: [view({ giver: "Night line", begins: true })] }));
    expect(stage.text(".strip.company")).toContain("What was said before is not shown.");
    stage.hear(snapshot({ conversations: [view({ giver: "Night line", messages: [shown(2, { author: "counsellor" })] })] }));
    expect(stage.place.querySelector(".strip.company")).toBeNull();
    stage.close();
  });
});
