/** What a row says. */
import { expect, it } from "vitest";
import { NOON, shown, view } from "./frames";
import { doubtful, lastWords, LOOKED_FOR, mode, presence, stuck, turn, unread } from "./glance";

const answered = view({ messages: [shown(1), shown(2, { author: "counsellor" }), shown(3), shown(4, { author: "note" })] });

it("knows whose turn it is; notes and automatic words take no turn", () => {
  expect(turn(answered)).toEqual({ ours: true, since: NOON + 3_000 });
  expect(turn(view({ messages: [shown(1), shown(2, { author: "counsellor" })] })).ours).toBe(false);
  expect(turn(view({ messages: [shown(1), shown(2, { author: "helpline" })] })).ours).toBe(true);
  expect(turn(view({ messages: [] }))).toEqual({ ours: true, since: NOON });
});

it("counts unread words from what was seen, or from our last answer", () => {
  expect(unread(answered, undefined)).toBe(1);
  expect(unread(answered, 0)).toBe(2);
  expect(unread(answered, 3)).toBe(0);
});

it("shows the last words that were said, never a note", () => {
  expect(lastWords(answered)?.seq).toBe(3);
});

it("lets nobody write to someone who left in a hurry", () => {
  expect(mode(view({ presence: "left_in_a_hurry" }))).toBe("hurry");
  expect(mode(view({ presence: "left_in_a_hurry", state: "wrap_up" }))).toBe("wrap");
  expect(mode(view())).toBe("talk");
});

it("leaves a text in doubt to a person only when it was looked for", () => {
  const ours = (delivery: "sent" | "not_confirmed" | "not_delivered") => shown(1, { author: "counsellor", delivery });
  const at = ours("sent").at;
  expect(doubtful(ours("not_confirmed"), at + LOOKED_FOR)).toBe(false);
  expect(doubtful(ours("not_confirmed"), at + LOOKED_FOR + 1)).toBe(true);
  expect(doubtful(ours("not_delivered"), at)).toBe(true);
  expect(doubtful(ours("sent"), at + 10 * LOOKED_FOR)).toBe(false);
});

it("does not say that we answered when our last words did not arrive", () => {
  const lost = shown(2, { author: "counsellor", delivery: "not_delivered" });
  expect(stuck(view({ messages: [shown(1), lost] }), NOON)).toBe(lost);
  expect(stuck(view({ messages: [shown(1), lost, shown(3)] }), NOON)).toBeUndefined();
  expect(stuck(view({ messages: [shown(1), shown(2, { author: "counsellor", delivery: "delivered" })] }), NOON)).toBeUndefined();
});

it("nobody knows who is there while our own line is away, but who left in a hurry stays gone", () => {
  expect(presence(view(), false).name).toBe("not_known");
  expect(presence(view({ presence: "left_in_a_hurry" }), false).name).toBe("left_hurry");
});
