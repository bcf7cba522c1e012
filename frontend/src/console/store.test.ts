/** The desk against a line that opens, dies and comes back: nothing sent twice, nothing lost, nothing blind. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FromConsole, ToConsole } from "../shared/protocol";
import type { LinkOptions, Status } from "../shared/socket";
import { message, NEWCOMER, NOON, shown, snapshot, step, TALK, TEXTER, texter, view } from "./frames";
import { find } from "./state";
import { Store } from "./store";

class FakeLine {
  readonly sent: FromConsole[] = [];
  private options: LinkOptions<FromConsole, ToConsole> | null = null;
  private isOpen = false;

  readonly opener = (options: LinkOptions<FromConsole, ToConsole>) => {
    this.options = options;
    return {
      send: (frame: FromConsole) => {
        if (this.isOpen) this.sent.push(frame);
        return this.isOpen;
      },
      close: () => undefined,
      retry: () => undefined,
      renew: () => undefined, doubt: () => undefined,
    };
  };

  status(status: Status): void {
    this.isOpen = status === "open";
    if (this.isOpen && this.options !== null) this.sent.push(this.options.hello());
    this.options?.onStatus(status);
  }

  frame(frame: ToConsole): void {
    this.options?.onFrame(frame);
  }

  of<Type extends FromConsole["type"]>(type: Type): Extract<FromConsole, { type: Type }>[] {
    return this.sent.filter((frame): frame is Extract<FromConsole, { type: Type }> => frame.type === type);
  }
}

let line: FakeLine;
let store: Store;

function here() {
  const found = find(store.desk.value, TALK);
  if (found === undefined) throw new Error("the conversation is gone");
  return found;
}

function write(words: string, conversation = TALK): void {
  store.mail.draft(conversation).value = { words, inserted: [] };
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  line = new FakeLine();
  store = new Store("ws://desk", line.opener);
  line.status("open");
  line.frame(snapshot());
});

afterEach(() => {
  store.close();
  vi.useRealTimers();
});

describe("sending", () => {
  it("sends once, however often Enter is pressed", () => {
    write("I am here.");
    for (let press = 0; press < 5; press += 1) store.send(here());
    expect(line.of("say")).toHaveLength(1);
    expect(store.mail.draft(TALK).value.words).toBe("");
  });

  it("names the snippets that still stand in the words", () => {
    store.mail.draft(TALK).value = {
      words: "Look: A place to sleep, open all night.",
      inserted: [{ slug: "larch", text: "A place to sleep, open all night." }, { slug: "gone", text: "Something else entirely" }],
    };
    store.send(here());
    expect(line.of("say")[0]?.snippets).toEqual(["larch"]);
  });

  it("shows stored words in the thread, a text as on its way", () => {
    write("Bonsoir", TEXTER);
    const talk = find(store.desk.value, TEXTER);
    if (talk !== undefined) store.send(talk);
    const id = line.of("say")[0]?.id ?? "";
    line.frame({ type: "ack", conversation: TEXTER, id, seq: 3, at: NOON });
    expect(find(store.desk.value, TEXTER)?.messages.at(-1)).toMatchObject({ author: "counsellor", text: "Bonsoir", delivery: "queued", id });
    expect(store.mail.held.value).toEqual([]);
  });

  it("keeps the words while the line is away, and says nothing to anybody", () => {
    line.status("lost");
    write("Are you still there?");
    store.send(here());
    expect(line.of("say")).toEqual([]);
    expect(store.mail.draft(TALK).value.words).toBe("Are you still there?");
  });

  it("sends nothing before it has caught up", () => {
    line.status("lost");
    line.status("open");
    write("Too early");
    store.send(here());
    expect(store.line.value).toBe("catching_up");
    expect(line.of("say")).toEqual([]);
  });
});

describe("after a loss", () => {
  it("names those who are no longer ours, and only those whom nobody had ended", () => {
    line.frame(snapshot({ conversations: [view(), texter({ state: "wrap_up" })] }));
    line.status("lost");
    line.status("open");
    line.frame(snapshot({ conversations: [] }));
    expect(store.parted.value).toEqual(["Quiet Heron"]);
  });

  beforeEach(() => {
    write("Take your time.");
    store.send(here());
    line.status("lost");
    line.status("open");
  });

  it("asks only for what is missing and sends the same words with the same id", () => {
    line.frame(snapshot());
    const [first, again] = line.of("say");
    expect(line.of("hello")[1]?.since).toEqual({ [TALK]: 2, [TEXTER]: 2 });
    expect(again).toEqual(first);
  });

  it("does not send again what was stored", () => {
    const id = line.of("say")[0]?.id ?? "";
    line.frame(snapshot({ conversations: [view({ seq: 3, messages: [shown(3, { author: "counsellor", id })] }), texter()] }));
    expect(line.of("say")).toHaveLength(1);
  });

  it("gives the words back instead of writing to someone who left in a hurry", () => {
    line.frame(snapshot({ conversations: [view({ presence: "left_in_a_hurry" })] }));
    expect(line.of("say")).toHaveLength(1);
    expect(store.mail.draft(TALK).value.words).toBe("Take your time.");
    expect(store.mail.troubles.value[TALK]).toEqual({ code: "hurry", back: true });
  });

  it("gives several back in their order, and sends none of them", () => {
    write("Breathe.");
    store.send(here());
    line.frame(snapshot({ conversations: [view({ state: "wrap_up" })] }));
    expect(line.of("say")).toHaveLength(1);
    expect(store.mail.draft(TALK).value.words).toBe("Take your time.\nBreathe.");
  });

  it("calls nothing sending while there is no line", () => {
    const id = line.of("say")[0]?.id ?? "";
    expect(store.progress(id)).toBe("not_sent");
    line.frame(snapshot());
    expect(store.progress(id)).toBe("quiet");
  });

  it("says that words went nowhere when the conversation is somebody else's now", () => {
    line.frame(snapshot({ conversations: [texter()] }));
    expect(line.of("say")).toHaveLength(1);
    expect(store.mail.orphans.value).toBe("Quiet Heron");
  });
});

describe("being turned down", () => {
  it("puts the words back before what was typed since, and says why", () => {
    write("Long words");
    store.send(here());
    write("more");
    line.frame({ type: "refused", code: "too_long", detail: "", ref: line.of("say")[0]?.id ?? "", conversation: TALK });
    expect(store.mail.draft(TALK).value.words).toBe("Long words\nmore");
    expect(store.mail.troubles.value[TALK]).toEqual({ code: "too_long", back: true });
  });

  it("tries again with the same id when the server could not store", () => {
    write("Hello");
    store.send(here());
    const ref = line.of("say")[0]?.id ?? "";
    line.frame({ type: "refused", code: "try_again", detail: "", ref, conversation: TALK });
    vi.advanceTimersByTime(2_000);
    expect(line.of("say").map(({ id }) => id)).toEqual([ref, ref]);
  });

  it("lets one conversation wait and the other go on when the server is overrun", () => {
    write("one");
    store.send(here());
    write("two");
    store.send(here());
    write("autre", TEXTER);
    const texts = find(store.desk.value, TEXTER);
    if (texts !== undefined) store.send(texts);
    expect(line.of("say").map(({ text }) => text)).toEqual(["one", "autre"]);
    const ref = line.of("say")[0]?.id ?? "";
    line.frame({ type: "refused", code: "slow_down", detail: "", ref, conversation: TALK });
    expect(store.mail.troubles.value).toEqual({});
    vi.advanceTimersByTime(1_000);
    line.frame({ type: "ack", conversation: TALK, id: ref, seq: 3, at: NOON });
    expect(line.of("say").map(({ text }) => text)).toEqual(["one", "autre", "one", "two"]);
  });

  describe("with words that went in parts", () => {
    const refuse = (place: number, code: Extract<ToConsole, { type: "refused" }>["code"]) =>
      line.frame({ type: "refused", code, detail: "", ref: line.of("say")[place]?.id ?? "", conversation: TALK });
    const said = () => line.of("say").map(({ text }) => text);
    const draft = (kind: "say" | "note" = "say") => store.mail.draft(TALK, kind).value.words;

    beforeEach(() => {
      write("Go to the door. Then wait there. Then call us.");
      store.send(here(), "say", 20);
    });

    it.each(["too_long", "bad_text", "opted_out", "other_text"] as const)("brings all of them back after %s, in order", (code) => {
      write("typed since");
      refuse(0, code);
      expect(said()).toEqual(["Go to the door."]);
      expect(draft()).toBe("Go to the door.\nThen wait there.\nThen call us.\ntyped since");
      expect([store.mail.held.value, store.mail.troubles.value[TALK]]).toEqual([[], { code, back: true }]);
    });

    it("leaves what is stored and brings the rest back", () => {
      line.frame({ type: "ack", conversation: TALK, id: line.of("say")[0]?.id ?? "", seq: 3, at: NOON });
      refuse(1, "too_long");
      expect(said()).toEqual(["Go to the door.", "Then wait there."]);
      expect(here().messages.at(-1)?.text).toBe("Go to the door.");
      expect(draft()).toBe("Then wait there.\nThen call us.");
    });

    it("touches nothing else: not another reply, not a note, not another conversation", () => {
      write("Another reply.");
      store.send(here());
      store.mail.draft(TALK, "note").value = { words: "A note.", inserted: [] };
      store.send(here(), "note");
      write("autre", TEXTER);
      const other = find(store.desk.value, TEXTER);
      if (other !== undefined) store.send(other);
      refuse(0, "too_long");
      expect(draft()).toBe("Go to the door.\nThen wait there.\nThen call us.");
      expect([said(), draft("note")]).toEqual([["Go to the door.", "autre", "Another reply."], ""]);
    });

    it("sends them again under the same ids, in order, when the server could not store", () => {
      refuse(0, "try_again");
      vi.advanceTimersByTime(2_000);
      for (const place of [1, 2, 3]) {
        line.frame({ type: "ack", conversation: TALK, id: line.of("say")[place]?.id ?? "", seq: 2 + place, at: NOON });
      }
      expect(said()).toEqual(["Go to the door.", "Go to the door.", "Then wait there.", "Then call us."]);
      expect([new Set(line.of("say").map(({ id }) => id)).size, draft()]).toEqual([3, ""]);
    });

    it("knows after a loss of the line which belong together", () => {
      line.status("lost");
      line.status("open");
      line.frame(snapshot());
      refuse(1, "too_long");
      expect(said()).toEqual(["Go to the door.", "Go to the door."]);
      expect(draft()).toBe("Go to the door.\nThen wait there.\nThen call us.");
    });
  });

  it("tells a command that could not go, until the line is back", () => {
    line.status("lost");
    store.end(TALK);
    expect(store.mail.troubles.value[TALK]).toEqual({ code: "line", back: false });
    line.status("open");
    line.frame(snapshot());
    expect(store.mail.troubles.value).toEqual({});
  });

  it("says that the server is stuck, and not that an offer came to nothing", () => {
    line.status("lost");
    line.status("open");
    line.frame({ type: "refused", code: "try_again", detail: "" });
    expect([store.stuck.value, store.offers.refused.value]).toEqual([true, null]);
    line.frame(snapshot());
    expect([store.stuck.value, store.line.value]).toEqual([false, "open"]);
  });
});

describe("offers", () => {
  const offer = { type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: NOON, until: NOON + 30_000 } as const;

  it("bring the caret into the new composer only for who took it", () => {
    line.frame(offer);
    store.focus.value = TEXTER;
    store.offers.accept();
    line.frame({ type: "conversation", view: view({ conversation: NEWCOMER }) });
    expect([store.focus.value, store.caret.value]).toEqual([NEWCOMER, 1]);
  });

  it("never move the focus when somebody takes them in another window", () => {
    line.frame(offer);
    store.focus.value = TEXTER;
    line.frame({ type: "conversation", view: view({ conversation: NEWCOMER }) });
    expect([store.focus.value, store.caret.value]).toEqual([TEXTER, 0]);
  });

  it.each([
    ["taken", "active", NOON + 30_000],
    ["left", "abandoned", NOON + 30_000],
    ["lapsed", "waiting", NOON],
    [undefined, "waiting", NOON + 30_000],
  ] as const)("say how they went: %s", (how, state, until) => {
    line.frame({ ...offer, until });
    line.frame(step(3, "offer_lapsed", { conversation: NEWCOMER, state, gone: true }));
    expect(store.offers.lost.value?.how).toBe(how);
  });

  it("vanish when a yes comes too late, and say why", () => {
    line.frame(offer);
    store.offers.accept();
    line.frame({ type: "refused", code: "already_taken", detail: "", conversation: NEWCOMER });
    expect([store.offers.open.value, store.offers.refused.value]).toEqual([null, "already_taken"]);
  });
});

describe("the rest", () => {
  it("tells the seeker of typing at most every three seconds", () => {
    for (let letter = 0; letter < 10; letter += 1) {
      store.mail.typing(TALK);
      vi.advanceTimersByTime(500);
    }
    expect(line.of("typing")).toHaveLength(2);
    store.mail.stopTyping(TALK);
    store.mail.stopTyping(TALK);
    expect(line.of("typing").map(({ on }) => on)).toEqual([true, true, false]);
  });

  it("stops showing that the seeker writes after a while", () => {
    line.frame({ type: "typing", conversation: TALK, on: true });
    vi.advanceTimersByTime(8_000);
    expect(store.desk.value?.typing[TALK]).toBe(false);
  });

  it("titles the page with a number and never with a word", () => {
    store.focus.value = TALK;
    line.frame(message(3, { conversation: TEXTER }));
    expect(document.title).toBe("(1) Desk");
    store.go(TEXTER);
    expect(document.title).toBe("Desk");
  });
});
