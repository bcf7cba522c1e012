/** Two tabs of ours, one way out: who is heard, and who is told. */
import { beforeEach, expect, test, vi } from "vitest";
import { leaveBeside, meetBeside } from "./beside.ts";
import { vanish } from "./leave.ts";

const go = vi.fn();
const tab = { postMessage: vi.fn() };
meetBeside(go);

function says(data: unknown, origin = location.origin): void {
  const event = new MessageEvent("message", { data, origin });
  Object.defineProperty(event, "source", { value: tab });
  dispatchEvent(event);
}

beforeEach(() => {
  go.mockClear();
  tab.postMessage.mockClear();
});

test("whoever leaves there leaves here", () => {
  says("leave");
  expect(go).toHaveBeenCalledOnce();
});

test("nobody else is heard, and nothing else", () => {
  says("leave", "https://evil.example");
  says("here", "https://evil.example");
  says({ helpline: "leave" });
  leaveBeside();
  expect(go).not.toHaveBeenCalled();
  expect(tab.postMessage).not.toHaveBeenCalled();
});

test("whoever leaves here leaves there, once for each tab, however often it has said that it is there", () => {
  says("here");
  says("here");
  vanish("Loading", () => undefined);
  expect(tab.postMessage.mock.calls).toEqual([["leave", { targetOrigin: location.origin }]]);
  // What leaves there because of us does not begin it anew.
  says("leave");
  expect(go).not.toHaveBeenCalled();
});
