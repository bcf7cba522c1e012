/** Who may be written to when, as the server's own table in tests/unit/test_permission.py has it. */
import { describe, expect, it } from "vitest";
import { NOON } from "../frames";
import { certain, forbids, RECENT, within, type Moment } from "./permission";
import { known } from "./phone";

const JUST_NOW = NOON - 60_000;
const LONG_AGO = NOON - RECENT - 1_000;

function at(heard: number | undefined, over: Partial<Moment> = {}): Moment {
  return { now: NOON, heard, minute: 12 * 60, ...over };
}

describe("whether a phone may be written to", () => {
  it.each([
    ["now", "person", JUST_NOW, null],
    ["now", "person", LONG_AGO, null],
    ["now", "probe", JUST_NOW, null],
    ["now", "probe", LONG_AGO, null],
    ["ask", "person", JUST_NOW, null],
    ["ask", "person", LONG_AGO, "ask_first"],
    ["ask", "probe", JUST_NOW, null],
    ["ask", "probe", LONG_AGO, null],
    ["never", "person", JUST_NOW, null],
    ["never", "person", LONG_AGO, "never_first"],
    ["never", "probe", JUST_NOW, null],
    ["never", "probe", LONG_AGO, "never_first"],
  ] as const)("%s, a %s, heard at %i", (writing, who, heard, expected) => {
    expect(forbids(known({ writing }), at(heard), who === "probe")).toBe(expected);
  });

  it.each([JUST_NOW, LONG_AGO])("holds hours however recently they wrote", (heard) => {
    expect(forbids(known({ writing: "hours", begins: 720, ends: 1020 }), at(heard))).toBeNull();
    expect(forbids(known({ writing: "hours", begins: 540, ends: 720 }), at(heard))).toBe("not_these_hours");
  });

  it.each(["now", "ask", "hours", "never"] as const)("writes nothing to who wants no texts: %s", (writing) => {
    expect(forbids(known({ writing, stopped: true }), at(JUST_NOW))).toBe("opted_out");
  });

  it("lets nothing out after the channel's window", () => {
    expect(forbids(known({ closes: NOON }), at(LONG_AGO))).toBeNull();
    expect(forbids(known({ closes: NOON - 1 }), at(LONG_AGO))).toBe("window_closed");
  });

  it.each([
    [540, 720, 540, true],
    [540, 720, 719, true],
    [540, 720, 720, false],
    [540, 720, 539, false],
    [1320, 120, 1320, true],
    [1320, 120, 0, true],
    [1320, 120, 119, true],
    [1320, 120, 120, false],
    [1320, 120, 1319, false],
    [0, 1440, 0, true],
    [0, 1440, 1439, true],
  ])("%i to %i holds at %i: %s", (begins, ends, minute, inside) => {
    expect(within(begins, ends, minute)).toBe(inside);
  });
});

describe("how sure that is", () => {
  it("is sure of a STOP and never of hours, which are those of the line", () => {
    expect(certain("opted_out", known({ stopped: true }), at(JUST_NOW))).toBe(true);
    expect(certain("not_these_hours", known({ writing: "hours", begins: 0, ends: 1 }), at(LONG_AGO))).toBe(false);
  });

  it("is not sure within a minute of an edge, nor where their words are not known", () => {
    const ask = known({ writing: "ask" });
    expect(certain("ask_first", ask, at(LONG_AGO))).toBe(false);
    expect(certain("ask_first", ask, at(LONG_AGO - 60_000))).toBe(true);
    expect(certain("ask_first", ask, at(undefined))).toBe(false);
    expect(certain("window_closed", known({ closes: NOON - 1 }), at(LONG_AGO))).toBe(false);
    expect(certain("window_closed", known({ closes: NOON - 60_001 }), at(undefined))).toBe(true);
  });
});
