/** A supervisor who is called gets to the talk from the call, and what comes to nothing takes no caret later. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Alert } from "../../shared/protocol";
import { NEWCOMER, shown, snapshot, TALK, view } from "../frames";
import { Stage } from "../stage";

const ALERT: Alert = { id: 7, kind: "risk", level: 3, who: "Robin", since: 0, conversation: NEWCOMER, handle: "Ivory Puffin" };
let stage: Stage;

beforeEach(() => {
  const { me } = snapshot();
  stage = new Stage(snapshot({ me: { ...me, name: "Dana", supervisor: true }, alerts: [ALERT] }));
  stage.store.go(TALK);
  stage.press("1 to look at");
});

afterEach(() => stage.close());

function comes(conversation: string): void {
  stage.hear({ type: "conversation", view: view({ conversation, messages: [shown(1)] }) });
}

it("leads into the talk to watch it, and the caret goes there", () => {
  stage.press("Watch", ".alert");
  expect(stage.of("watch")).toEqual([{ type: "watch", conversation: NEWCOMER }]);
  comes(NEWCOMER);
  expect(stage.store.focus.value).toBe(NEWCOMER);
});

it("takes it over, and the caret goes there", () => {
  stage.press("Take it over", ".alert");
  expect(stage.of("take_over")).toEqual([{ type: "take_over", conversation: NEWCOMER }]);
  comes(NEWCOMER);
  expect(stage.store.focus.value).toBe(NEWCOMER);
});

it.each(["Watch", "Take it over"])("%s, refused, takes the caret out of no other talk when it comes some day", (words) => {
  stage.press(words, ".alert");
  stage.hear({ type: "refused", code: "start_shift", detail: "", conversation: NEWCOMER });
  comes(NEWCOMER);
  expect(stage.store.focus.value).toBe(TALK);
});

it("offers neither of one's own", () => {
  stage.hear({ type: "alerts", alerts: [{ ...ALERT, who: "Dana" }] });
  expect(stage.find(".alert").textContent).not.toContain("Take it over");
});
