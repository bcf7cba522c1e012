/** Seats stay. */
import { expect, it } from "vitest";
import { seat } from "./slots";

it("keeps everybody's number when somebody leaves, and gives the freed one to the next", () => {
  const three = seat([], ["a", "b", "c"]);
  expect(three).toEqual(["a", "b", "c"]);
  expect(seat(three, ["a", "c"])).toEqual(["a", null, "c"]);
  expect(seat(["a", null, "c"], ["c", "a", "d"])).toEqual(["a", "d", "c"]);
  expect(seat(["a", "b"], ["a"])).toEqual(["a"]);
});
