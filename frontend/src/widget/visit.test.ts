/** A whole visit against a server that is played by the test: start, queue, loss, refusal, end, exit. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromSeeker, ToSeeker, Welcome } from "../shared/protocol.ts";
import { SAY_CUT_AFTER } from "./connection.ts";
import { recall, remember } from "./memory.ts";
import { readPage } from "./page.ts";
import type { Kept } from "./reload.ts";
import { Visit as RealVisit } from "./visit.ts";

const visits: RealVisit[] = [];

/** Ended with its test: it would go on looking for its line in the tests that follow. */
class Visit extends RealVisit {
  constructor(...given: ConstructorParameters<typeof RealVisit>) {
    super(...given);
    visits.push(this);
  }
}

class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  static count = 0;
  readyState = 0;
  sent: FromSeeker[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.last = this;
    FakeSocket.count += 1;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as FromSeeker);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  hears(...frames: ToSeeker[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  die(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

const WELCOME: Welcome = { type: "welcome", token: "t", conversation: null, seq: 0, messages: [], texts: {}, limit: 20 };
const NONE: ToSeeker = { type: "state", state: "none" };

/** Ended with its test, or it would open sockets in the next one: it goes on trying for as long as it is not. */
const made: Visit[] = [];

function visitOf(page: Parameters<typeof readPage>[0]): Visit {
  const visit = new Visit(readPage(page), () => undefined);
  made.push(visit);
  return visit;
}

function begin(): Visit {
  const visit = visitOf({ site: "k", limit: "20" });
  visit.start();
  FakeSocket.last.open();
  FakeSocket.last.hears(WELCOME, NONE);
  return visit;
}

/** Says words and has them stored; gives their id. */
function stored(visit: Visit, text: string, seq: number): string {
  visit.write(text);
  visit.say();
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  FakeSocket.last.hears({ type: "ack", id: said.id, seq, at: 1 });
  return said.id;
}

/** What keeps words across a reload, with a tab's earlier life in it. */
function keeper(left?: Kept) {
  const made = {
    keys: [] as readonly string[],
    kept: left ?? null,
    give: (keys: readonly string[]) => { made.keys = keys; },
    open: () => Promise.resolve(made.keys.length > 0 ? (made.kept ?? undefined) : undefined),
    keep: (kept: Kept | null) => { made.kept = kept; },
  };
  return made;
}

/** A tab that was loaded again and has its token still. */
function reloaded(left?: Kept) {
  remember("t");
  const visit = visitOf({ site: "k", limit: "20" });
  const safe = keeper(left);
  FakeSocket.last.open();
  return { visit, safe };
}

function texts(): string[] {
  return FakeSocket.last.sent.flatMap((frame) => (frame.type === "say" ? [frame.text] : []));
}

/** What was sent, but for the place in line that every Start asks for. */
function types(): string[] {
  return FakeSocket.last.sent.map((frame) => frame.type).filter((type) => type !== "enter");
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.count = 0;
  sessionStorage.clear();
});

afterEach(() => {
  for (const visit of visits.splice(0)) visit.reset();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("nothing is opened before Start", () => {
  const visit = visitOf({});
  expect(FakeSocket.count).toBe(0);
  expect(visit.view().scene).toBe("first");
});

test("the first words open the talk, and only then the token is remembered", () => {
  const visit = begin();
  expect(recall()).toBeNull();
  expect(visit.view().scene).toBe("waiting");
  stored(visit, "hello", 2);
  expect(recall()).toBe("t");
  FakeSocket.last.hears({ type: "state", state: "waiting", wait: "minutes" });
  expect(visit.view()).toMatchObject({ scene: "waiting", draft: "", unsent: [] });
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" });
  expect(visit.view().scene).toBe("here");
});

test("words written before the welcome wait for it", () => {
  const visit = visitOf({ site: "k" });
  visit.start();
  visit.write("hello");
  visit.say();
  FakeSocket.last.open();
  expect(types()).toEqual(["hello"]);
  FakeSocket.last.hears(WELCOME, NONE);
  expect(types()).toEqual(["hello", "say"]);
});

test("after a loss the same words go again under the same id, and repeats are harmless", () => {
  const visit = begin();
  visit.write("hello");
  visit.say();
  const said = FakeSocket.last.sent.at(-1);
  FakeSocket.last.die();
  vi.advanceTimersByTime(SAY_CUT_AFTER);
  expect(visit.view()).toMatchObject({ cut: true, unsent: [{ text: "hello", progress: "not_sent" }] });
  FakeSocket.last.open();
  FakeSocket.last.hears(WELCOME, NONE);
  expect(FakeSocket.last.sent.at(-1)).toEqual(said);
  expect(visit.view().cut).toBe(false);
});

test("words that arrived before the loss are not said twice", () => {
  const visit = begin();
  visit.write("hello");
  visit.say();
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  FakeSocket.last.die();
  vi.advanceTimersByTime(SAY_CUT_AFTER);
  FakeSocket.last.open();
  const known = { seq: 2, author: "seeker", text: "hello", at: 1, id: said.id } as const;
  FakeSocket.last.hears({ ...WELCOME, conversation: "a", seq: 2, messages: [known] });
  expect(visit.view().unsent).toEqual([]);
  expect(types()).toEqual(["hello"]);
});

test("the code of the link or poster is told, where there is one", () => {
  const visit = visitOf({ site: "k", entry: "poster", limit: "20" });
  visit.start();
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]).toEqual({ type: "hello", site: "k", entry: "poster", token: null, since: 0, locale: "en" });
});

test("the next hello says what is there already", () => {
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.hears({ type: "message", seq: 5, author: "counsellor", text: "hi", at: 1, name: "Robin" });
  FakeSocket.last.die();
  vi.advanceTimersByTime(SAY_CUT_AFTER);
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]).toEqual({ type: "hello", site: "k", token: "t", since: 5, locale: "en" });
});

test("a reload in the same tab comes back by itself", () => {
  remember("t");
  const visit = visitOf({ site: "k" });
  expect(visit.view().scene).toBe("back");
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]).toMatchObject({ token: "t", since: 0 });
});

test("a token that opens nothing begins anew, calmly, and keeps what was being written", () => {
  remember("old");
  const visit = visitOf({ site: "k" });
  FakeSocket.last.open();
  visit.write("half a word");
  FakeSocket.last.hears({ type: "refused", code: "token", detail: "" });
  expect(visit.view()).toMatchObject({ scene: "first", anew: true, draft: "half a word" });
  expect(recall()).toBeNull();
});

test("a talk that is gone begins anew too", async () => {
  const { visit, safe } = reloaded();
  FakeSocket.last.hears(WELCOME, NONE);
  visit.keepWith(safe);
  await Promise.resolve();
  expect(visit.view()).toMatchObject({ scene: "first", anew: true });
  expect(recall()).toBeNull();
});

test("what is too long is not sent and not lost", () => {
  const visit = begin();
  visit.write("twenty-one letters ..");
  visit.say();
  expect(visit.view()).toMatchObject({ trouble: "too_long", draft: "twenty-one letters .." });
  expect(types()).toEqual(["hello"]);
  visit.write("shorter");
  expect(visit.view().trouble).toBeNull();
});

test("letters are counted as people count them", () => {
  const visit = begin();
  visit.write("😀".repeat(20));
  visit.say();
  expect(types()).toEqual(["hello", "say"]);
});

test("refused words go back into the draft", () => {
  const visit = begin();
  visit.write("odd");
  visit.say();
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  visit.write("next");
  FakeSocket.last.hears({ type: "refused", code: "bad_text", detail: "", ref: said.id });
  expect(visit.view()).toMatchObject({ trouble: "bad_text", draft: "odd\nnext", unsent: [] });
});

test("what could not be stored just now is tried again by itself", () => {
  const visit = begin();
  visit.write("hello");
  visit.say();
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  FakeSocket.last.hears({ type: "refused", code: "try_again", detail: "", ref: said.id });
  vi.advanceTimersByTime(3_000);
  expect(types()).toEqual(["hello", "say", "say"]);
  expect(visit.view().trouble).toBeNull();
});

test("words wait for the words before them, also when the server asks to slow down", () => {
  const visit = begin();
  for (const text of ["one", "two"]) {
    visit.write(text);
    visit.say();
  }
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  FakeSocket.last.hears({ type: "refused", code: "slow_down", detail: "", ref: said.id });
  vi.advanceTimersByTime(1_000);
  FakeSocket.last.hears({ type: "ack", id: said.id, seq: 2, at: 1 });
  expect(texts()).toEqual(["one", "one", "two"]);
});

test("a wish that could not be done just now is told again", () => {
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" });
  visit.end();
  FakeSocket.last.hears({ type: "refused", code: "try_again", detail: "" });
  vi.advanceTimersByTime(2_000);
  expect(types()).toEqual(["hello", "say", "end", "end"]);
});

test("a server that cannot read just now is said as no connection, and is not left for another socket", () => {
  const visit = visitOf({ site: "k" });
  visit.start();
  FakeSocket.last.open();
  for (let seconds = 0; seconds < 60; seconds += 2) {
    FakeSocket.last.hears({ type: "refused", code: "try_again", detail: "" }, { type: "heard" });
    vi.advanceTimersByTime(2_000);
  }
  expect(FakeSocket.count).toBe(1);
  expect(visit.view().cut).toBe(true);
  FakeSocket.last.hears(WELCOME, NONE);
  expect(visit.view().cut).toBe(false);
});

test("a site that is not registered is said, without a word to blame anybody", () => {
  const visit = begin();
  FakeSocket.last.hears({ type: "refused", code: "site", detail: "" });
  expect(visit.view().scene).toBe("shut");
});

test("the end, the choice, the receipt", () => {
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" });
  visit.end();
  FakeSocket.last.hears({ type: "state", state: "wrap_up" });
  expect(visit.view().scene).toBe("over");
  visit.choose("erase");
  expect(visit.view().scene).toBe("done");
  FakeSocket.last.hears({ type: "state", state: "closed", erased: true });
  expect(types()).toEqual(["hello", "say", "end", "keep"]);
  expect(visit.view().talk.messages).toEqual([]);
});

test("a wish made without a line is told when it is back", () => {
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" });
  FakeSocket.last.die();
  visit.eraseNow();
  expect(visit.view()).toMatchObject({ scene: "done", choice: "erase" });
  vi.advanceTimersByTime(SAY_CUT_AFTER);
  FakeSocket.last.open();
  FakeSocket.last.hears({ ...WELCOME, conversation: "a", seq: 3 });
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "keep", choice: "erase" });
});

test("after the end one can read on, and new words begin anew", () => {
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.hears({ type: "state", state: "closed" });
  visit.writeAgain();
  expect(visit.view()).toMatchObject({ scene: "write", talk: { messages: [{ text: "hello" }] } });
  stored(visit, "again", 2);
  expect(visit.view().talk.messages.map((message) => message.text)).toEqual(["again"]);
  FakeSocket.last.hears({ type: "state", state: "waiting" });
  expect(visit.view().scene).toBe("waiting");
});

test("ending before a word was said simply goes back", () => {
  const visit = begin();
  visit.end();
  expect(visit.view().scene).toBe("first");
  // The place that was asked for is given back.
  expect(types()).toEqual(["hello", "end"]);
});

test("Start asks for a place in line, once, and remembers it when it is there", () => {
  const visit = begin();
  const entered = () => FakeSocket.last.sent.filter(({ type }) => type === "enter").length;
  expect(entered()).toBe(1);
  expect(recall()).toBeNull();
  FakeSocket.last.hears({ type: "state", state: "waiting", wait: "minutes" });
  expect(visit.view().scene).toBe("waiting");
  expect(recall()).toBe("t");
  FakeSocket.last.die();
  vi.advanceTimersByTime(5_000);
  FakeSocket.last.open();
  FakeSocket.last.hears({ ...WELCOME, conversation: "c", seq: 1 }, { type: "state", state: "waiting" });
  expect(entered()).toBe(0);
});

test("a place that could not be given just now is asked for again", () => {
  begin();
  FakeSocket.last.hears({ type: "refused", code: "try_again", detail: "" });
  vi.advanceTimersByTime(5_000);
  expect(FakeSocket.last.sent.filter(({ type }) => type === "enter")).toHaveLength(2);
});

test("what was told first goes as one's own first words, and brings the place", () => {
  const visit = visitOf({ site: "k", limit: "200" });
  visit.start("You can call me Sam.");
  FakeSocket.last.open();
  FakeSocket.last.hears({ ...WELCOME, limit: 200 }, NONE);
  expect(FakeSocket.last.sent.map(({ type }) => type)).toEqual(["hello", "say"]);
  expect(texts()).toEqual(["You can call me Sam."]);
});

test.each([
  ["closed", "was_closed", "closed"],
  ["line_full", "was_full", "full"],
] as const)("turned away (%s), the words stay and it is said where else to turn", (code, trouble, state) => {
  const visit = begin();
  FakeSocket.last.hears({ type: "refused", code, detail: "" });
  expect(visit.view()).toMatchObject({ scene: "closed", talk: { door: { state } } });
  visit.write("hello");
  visit.say();
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  FakeSocket.last.hears({ type: "refused", code, detail: "", ref: said.id });
  expect(visit.view()).toMatchObject({ scene: "closed", draft: "hello", trouble });
});

test("a line that is closed already offers no Start", () => {
  const line = JSON.stringify({ door: { state: "closed", opens: 5 } });
  expect(visitOf({ site: "k", line }).view().scene).toBe("closed");
});

test("somebody who is there is met with Go, and can take a minute", () => {
  const visit = begin();
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin", unready: true });
  expect(visit.view().scene).toBe("go");
  visit.pause(true);
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin", unready: true, paused: 99 });
  expect(visit.view()).toMatchObject({ scene: "go", talk: { paused: 99 } });
  visit.ready();
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" });
  expect(visit.view()).toMatchObject({ scene: "here", talk: { paused: null } });
  expect(types()).toEqual(["hello", "pause", "ready"]);
});

test("a number for coming back is said in the first frame, once, and never kept", () => {
  const visit = visitOf({ site: "k" });
  visit.comeBack(" 204 731 0168 ");
  FakeSocket.last.open();
  expect(FakeSocket.last.sent).toMatchObject([{ type: "hello", code: "204 731 0168" }]);
  expect(visit.view().scene).toBe("back");
  const words = { seq: 2, author: "seeker", text: "hello", at: 1 } as const;
  FakeSocket.last.hears({ ...WELCOME, token: "new", conversation: "c", seq: 2, messages: [words] }, { type: "state", state: "waiting" });
  expect(visit.view()).toMatchObject({ scene: "waiting", talk: { token: "new", messages: [words] } });
  expect(recall()).toBe("new");
  expect(JSON.stringify(Object.entries(sessionStorage))).not.toContain("731");
  FakeSocket.last.die();
  vi.advanceTimersByTime(5_000);
  FakeSocket.last.open();
  expect(FakeSocket.last.sent).toMatchObject([{ type: "hello", token: "new" }]);
});

test("a number that opens nothing leads back to the first lines and says so", () => {
  const visit = visitOf({ site: "k" });
  visit.comeBack("204 731 0168");
  FakeSocket.last.open();
  FakeSocket.last.hears({ type: "refused", code: "bad_code", detail: "" });
  expect(visit.view()).toMatchObject({ scene: "first", trouble: "bad_code" });
  expect(recall()).toBeNull();
});

test("a wish from before the talk is told when there is one, and once", () => {
  const visit = visitOf({ site: "k", limit: "20" });
  visit.wish("days");
  visit.start();
  FakeSocket.last.open();
  FakeSocket.last.hears(WELCOME, NONE);
  expect(types()).toEqual(["hello"]);
  FakeSocket.last.hears({ type: "state", state: "waiting" });
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "keep", choice: "days" });
  FakeSocket.last.hears({ type: "state", state: "waiting", wish: "days" });
  expect(types()).toEqual(["hello", "keep"]);
  expect(visit.view().wish).toBe("days");
});

test("the number for coming back is shown until it is used up", () => {
  const visit = begin();
  visit.wantCode(true);
  FakeSocket.last.hears({ type: "return", number: "204 731 0168", until: Date.now() + 60_000 });
  expect(visit.view().talk.code?.number).toBe("204 731 0168");
  vi.advanceTimersByTime(61_000);
  expect(visit.view().talk.code).toBeNull();
});

test("answers are sent once, and none is an answer too", () => {
  const visit = begin();
  visit.answer({ helped: "yes" });
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "survey", answers: { helped: "yes" } });
  expect(visit.view().asked).toBe(true);
  visit.answer({});
  expect(types()).toEqual(["hello", "survey"]);
});

test("another talk in another tab is fetched whole", () => {
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.die();
  vi.advanceTimersByTime(SAY_CUT_AFTER);
  FakeSocket.last.open();
  FakeSocket.last.hears({ ...WELCOME, conversation: "a", seq: 4 });
  FakeSocket.last.die();
  vi.advanceTimersByTime(SAY_CUT_AFTER * 2);
  FakeSocket.last.open();
  FakeSocket.last.hears({ ...WELCOME, conversation: "b", seq: 6 });
  vi.advanceTimersByTime(SAY_CUT_AFTER * 4);
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]).toMatchObject({ type: "hello", since: 0 });
});

test("writing is told sparingly, and only to someone who is there", () => {
  const visit = begin();
  visit.write("h");
  expect(types()).toEqual(["hello"]);
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" });
  visit.write("he");
  visit.write("hel");
  vi.advanceTimersByTime(5_000);
  expect(FakeSocket.last.sent.slice(2)).toEqual([
    { type: "typing", on: true },
    { type: "typing", on: false },
  ]);
});

test("their writing is forgotten if nothing follows", () => {
  const visit = begin();
  FakeSocket.last.hears({ type: "state", state: "active", who: "Robin" }, { type: "typing", on: true });
  expect(visit.view().talk.typing).toBe(true);
  vi.advanceTimersByTime(10_000);
  expect(visit.view().talk.typing).toBe(false);
});

test("the quick exit goes by the browser too, for the line may be cut", () => {
  const sendBeacon = vi.fn(() => true);
  vi.stubGlobal("navigator", { sendBeacon });
  const visit = begin();
  stored(visit, "hello", 2);
  FakeSocket.last.die();
  visit.exit();
  expect(sendBeacon).toHaveBeenCalledExactlyOnceWith("/chat/exit/", "t");
});

test("the quick exit is said once, and nothing is opened again", () => {
  const visit = begin();
  visit.exit();
  expect(types()).toEqual(["hello", "exit"]);
  const before = FakeSocket.count;
  vi.advanceTimersByTime(60_000);
  window.dispatchEvent(new Event("online"));
  expect(FakeSocket.count).toBe(before);
});

const LEFT: Kept = { held: [{ id: "1", body: "one", since: 0 }, { id: "2", body: "two", since: 0 }], draft: "half a" };
const BACK: Welcome = { ...WELCOME, conversation: "a", seq: 2, seals: ["key"] };

test("after a reload what was not sent goes first, once, and the draft is there again", async () => {
  const { visit, safe } = reloaded(LEFT);
  visit.keepWith(safe);
  visit.write("three");
  visit.say();
  const known = { seq: 2, author: "seeker", text: "one", at: 1, id: "1" } as const;
  FakeSocket.last.hears({ ...BACK, messages: [known] }, { type: "state", state: "waiting" });
  expect(texts()).toEqual([]);
  await Promise.resolve();
  expect(texts()).toEqual(["two"]);
  FakeSocket.last.hears({ type: "ack", id: "2", seq: 3, at: 1 });
  expect(texts()).toEqual(["two", "three"]);
  expect(visit.view()).toMatchObject({ draft: "half a", unsent: [{ text: "three" }] });
});

test("what was left waits for the part of the page that can open it", async () => {
  const { visit, safe } = reloaded(LEFT);
  FakeSocket.last.hears(BACK, { type: "state", state: "waiting" });
  visit.write("three");
  visit.say();
  await Promise.resolve();
  expect(texts()).toEqual([]);
  visit.keepWith(safe);
  await Promise.resolve();
  expect(texts()).toEqual(["one"]);
});

test("first words that were never stored outlive a reload too", async () => {
  const { visit, safe } = reloaded(LEFT);
  visit.keepWith(safe);
  FakeSocket.last.hears({ ...WELCOME, seals: ["early"] }, NONE);
  await Promise.resolve();
  expect(texts()).toEqual(["one"]);
  expect(visit.view()).toMatchObject({ scene: "waiting", draft: "half a", anew: false });
});

test("what no key opens holds nothing up", async () => {
  const { visit, safe } = reloaded(LEFT);
  visit.keepWith(safe);
  FakeSocket.last.hears({ ...BACK, seals: [] }, { type: "state", state: "waiting" });
  visit.write("three");
  visit.say();
  await Promise.resolve();
  expect(texts()).toEqual(["three"]);
});

test("the tab remembers nothing before the first letter, and forgets the letters once they are stored", () => {
  const visit = begin();
  const safe = keeper();
  visit.keepWith(safe);
  FakeSocket.last.hears({ ...WELCOME, seals: ["early"] }, NONE);
  expect([recall(), safe.kept]).toEqual([null, null]);
  visit.write("h");
  expect([recall(), safe.kept]).toEqual(["t", { held: [], draft: "h" }]);
  visit.say();
  expect(safe.kept).toMatchObject({ held: [{ body: "h" }], draft: "" });
  const said = FakeSocket.last.sent.at(-1);
  if (said?.type !== "say") throw new Error("nothing was said");
  FakeSocket.last.hears({ type: "ack", id: said.id, seq: 2, at: 1 });
  expect(safe.kept).toBeNull();
});

test("with the first stored words the key of the conversation takes over", () => {
  const visit = begin();
  const safe = keeper();
  visit.keepWith(safe);
  stored(visit, "hello", 2);
  visit.write("and");
  safe.kept = null;
  FakeSocket.last.hears({ type: "state", state: "waiting", seal: "its own" });
  expect([safe.keys, safe.kept]).toEqual([["its own"], { held: [], draft: "and" }]);
});

test.each(["exit", "reset", "erased"])("after %s nothing is kept, and no key is left", (way) => {
  const visit = begin();
  const safe = keeper();
  visit.keepWith(safe);
  stored(visit, "hello", 2);
  FakeSocket.last.hears({ type: "state", state: "active", seal: "its own" });
  visit.write("and");
  if (way === "exit") visit.exit();
  else if (way === "reset") visit.reset();
  else FakeSocket.last.hears({ type: "state", state: "closed", erased: true });
  expect([safe.keys, safe.kept]).toEqual([[], null]);
});
