/** When a channel is said to be in trouble, and when it is not. */
import { expect, it } from "vitest";
import { NOON } from "../frames";
import { LONG_WAIT, verdict, waitsAfter } from "./health";

const MINUTE = 60_000;

it("is in trouble once something went wrong after all went well", () => {
  const sms = { name: "sms", sent: NOON - 3 * MINUTE, receipt: NOON - 2 * MINUTE, error: NOON - MINUTE, cause: "account" };
  expect(verdict(sms, {}, NOON)).toBe("failing");
  expect(verdict({ ...sms, sent: NOON }, {}, NOON)).toBe("ok");
  expect(verdict({ name: "sms", error: NOON, cause: "no_connection" }, {}, NOON)).toBe("failing");
  expect(verdict({ name: "sms" }, {}, NOON)).toBe("unknown");
});

it.each(["phone_off", "opted_out", "landline", "blocked"])("does not take one phone's trouble for its own: %s", (cause) => {
  expect(verdict({ name: "sms", receipt: NOON - 1, error: NOON, cause }, {}, NOON)).toBe("ok");
});

it("is in trouble when texts wait for long, counted from when they began to", () => {
  const waiting = [{ name: "sms", waiting: 2 }];
  const first = waitsAfter({}, waiting, NOON);
  const later = waitsAfter(first, waiting, NOON + MINUTE);
  expect(verdict({ name: "sms", waiting: 2, arrived: NOON }, later, NOON + MINUTE)).toBe("ok");
  expect(verdict({ name: "sms", waiting: 2 }, later, NOON + LONG_WAIT)).toBe("waiting");
  expect(waitsAfter(later, [{ name: "sms" }], NOON + LONG_WAIT)).toEqual({});
});
