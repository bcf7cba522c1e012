import { expect, test } from "vitest";
import { happen } from "../view";
import type { Step, View } from "../../shared/protocol";
import { reasonFor, setReason, takeReason } from "./reason";

const TALK = "5f0c4a52-7c1e-4a43-9a5f-6f1d2b6f3f10";
const VIEW: View = { conversation: TALK, handle: "Quiet Heron", channel: "web", locale: "en", state: "active", seq: 3, since: 0, messages: [] };
const step = (happening: Step["happening"], more: Partial<Step> = {}): Step =>
  ({ type: "step", conversation: TALK, seq: 4, happening, state: "active", at: 0, ...more });

test("a reason is given once, trimmed, and belongs to one conversation", () => {
  setReason(TALK, "  the ambulance is there ");
  expect(reasonFor("another")).toBe("");
  expect(takeReason("another")).toEqual({});
  expect(takeReason(TALK)).toEqual({ reason: "the ambulance is there" });
  expect(takeReason(TALK)).toEqual({});
});

test("a high flag holds it until it is let go, and a lower flag holds nothing", () => {
  const held = happen(VIEW, step("flagged", { risk: 2 }), true, false);
  expect(held).toMatchObject({ risk: 2, held: true });
  expect(happen(held, step("let_go", { seq: 5 }), true, false).held).toBeUndefined();
  expect(happen(held, step("flagged", { seq: 5, risk: 1 }), true, false).held).toBeUndefined();
  expect(happen(held, step("let_go", { seq: 2 }), false, false).held).toBe(true);
});
