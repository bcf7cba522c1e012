/** A desk that is loaded again: drafts and unsent replies are there, go once, and only to who is still ours. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { FromConsole, ToConsole } from "../shared/protocol";
import type { LinkOptions } from "../shared/socket";
import { NOON, shown, snapshot, TALK, TEXTER, texter, view } from "./frames";
import { Store } from "./store";

const SEAL = btoa("s".repeat(32));
const HELD = snapshot({ conversations: [view({ seal: SEAL }), texter({ seal: SEAL })] });

let stores: Store[];
let sent: FromConsole[];
let hear: (frame: ToConsole) => void;

/** A page as it is loaded, with its line open. */
function load(): Store {
  sent = [];
  const store = new Store("ws://desk", (options: LinkOptions<FromConsole, ToConsole>) => {
    hear = options.onFrame;
    queueMicrotask(() => options.onStatus("open"));
    const nothing = () => undefined;
    return { send: (frame) => { sent.push(frame); return true; }, close: nothing, retry: nothing, renew: nothing, doubt: nothing };
  });
  stores.push(store);
  return store;
}

async function loadedWith(frame: ToConsole): Promise<Store> {
  const store = load();
  await Promise.resolve();
  hear(frame);
  await vi.waitFor(() => expect(store.line.value).toBe("open"));
  return store;
}

function said(): string[] {
  return sent.flatMap((frame) => (frame.type === "say" ? [frame.text] : []));
}

/** Writes a draft, a note and two replies of which none is acknowledged; gives the first reply's id. */
async function writeAndWait(): Promise<string> {
  const store = await loadedWith(HELD);
  for (const words of ["one", "two"]) {
    store.mail.draft(TALK).value = { words, inserted: [] };
    store.send(view());
  }
  store.mail.draft(TALK).value = { words: "half a", inserted: [{ slug: "larch", text: "half a" }] };
  store.mail.draft(TEXTER, "note").value = { words: "a note", inserted: [] };
  await vi.waitFor(() => expect(unsent()).toHaveLength(2));
  await new Promise((resolve) => setTimeout(resolve, 300));
  store.close();
  return sent.find((frame) => frame.type === "say")?.id ?? "";
}

beforeEach(() => {
  sessionStorage.clear();
  stores = [];
});
/** What is kept here of words; beside it stand only the numbers of the conversations (seats.ts). */
const unsent = () => Object.keys(sessionStorage).filter((name) => name !== "seats");

afterEach(() => stores.forEach((store) => store.close()));

it("has everything again, and sends what was on its way in order under the same ids", async () => {
  const id = await writeAndWait();
  const store = await loadedWith(HELD);
  expect(said()).toEqual(["one"]);
  hear({ type: "ack", conversation: TALK, id, seq: 3, at: NOON });
  expect(said()).toEqual(["one", "two"]);
  expect(store.mail.draft(TALK).value).toEqual({ words: "half a", inserted: [{ slug: "larch", text: "half a" }] });
  expect(store.mail.draft(TEXTER, "note").value.words).toBe("a note");
});

it("knows which words were parts of one text, and brings them back together when one is refused", async () => {
  const store = await loadedWith(HELD);
  store.mail.draft(TALK).value = { words: "One here. Two here.", inserted: [] };
  store.send(view(), "say", 10);
  await vi.waitFor(() => expect(unsent()).toContain(`unsent ${TALK}`));
  await new Promise((resolve) => setTimeout(resolve, 300));
  store.close();
  const after = await loadedWith(HELD);
  expect(said()).toEqual(["One here."]);
  const ref = sent.flatMap((frame) => (frame.type === "say" ? [frame.id] : []))[0] ?? "";
  hear({ type: "refused", code: "too_long", detail: "", ref, conversation: TALK });
  expect([said(), after.mail.draft(TALK).value.words]).toEqual([["One here."], "One here.\nTwo here."]);
});

it("does not send again what was stored before the reload", async () => {
  const id = await writeAndWait();
  const stored = view({ seal: SEAL, seq: 3, messages: [shown(3, { author: "counsellor", id, text: "one" })] });
  await loadedWith(snapshot({ conversations: [stored, texter({ seal: SEAL })] }));
  expect(said()).toEqual(["two"]);
});

it("says that words cannot come back when the conversation is somebody else's, and throws them away", async () => {
  await writeAndWait();
  const store = await loadedWith(snapshot({ conversations: [texter({ seal: SEAL })] }));
  expect(said()).toEqual([]);
  expect(store.mail.orphans.value).toBe("");
  expect(unsent()).toEqual([`unsent ${TEXTER}`]);
});

it("keeps nothing any more once it is sent or deleted", async () => {
  const id = await writeAndWait();
  const store = await loadedWith(HELD);
  hear({ type: "ack", conversation: TALK, id, seq: 3, at: NOON });
  hear({ type: "ack", conversation: TALK, id: sent.findLast((frame) => frame.type === "say")?.id ?? "", seq: 4, at: NOON });
  store.mail.draft(TALK).value = { words: "", inserted: [] };
  store.mail.draft(TEXTER, "note").value = { words: "", inserted: [] };
  expect(unsent()).toHaveLength(0);
});

it("leaves nothing to whoever signs in next", async () => {
  await writeAndWait();
  const store = await loadedWith(HELD);
  store.unsent.forget();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(unsent()).toHaveLength(0);
});

it("shows no word in the storage", async () => {
  await writeAndWait();
  // What is sealed looks like chance, which may spell a short word: so longer ones are looked for.
  for (const kept of unsent().map((name) => sessionStorage.getItem(name) ?? "")) {
    for (const read of [kept, atob(kept)]) {
      expect(read).not.toMatch(/half a|a note|larch|words|"one"/);
    }
  }
});
