/**
 * Many lines of the pages' own make, without a browser: the real socket, heart and outbox, in Node.
 *
 * Run with the socket's address, the page's origin and the site. It takes commands, one a line, and
 * answers each with one line of JSON once all of it has happened: `open N`, `speak`, `lost`, `back`, `read`.
 */
import { createInterface } from "node:readline";
import { createOutbox, type Outbox } from "../../../frontend/src/shared/outbox.ts";
import type { FromSeeker, ToSeeker } from "../../../frontend/src/shared/protocol.ts";
import { type Link, open } from "../../../frontend/src/shared/socket.ts";

const [url = "", origin = "", site = ""] = process.argv.slice(2);
const PATIENCE = 60_000;

/** What a page has around it, as far as a socket looks. */
const plain = globalThis.WebSocket;
class PageSocket extends plain {
  constructor(address: string) {
    super(address, { headers: { origin } } as unknown as string[]);
  }
}
Object.assign(globalThis, {
  window: new EventTarget(),
  document: Object.assign(new EventTarget(), { visibilityState: "visible" }),
  WebSocket: PageSocket,
});

class Line {
  readonly said: string[] = [];
  lostAt = 0;
  ready = false;
  private token: string | null = null;
  private shown: { seq: number; text: string }[] = [];
  private readonly outbox: Outbox<string>;
  private link: Link<FromSeeker> | undefined;

  constructor() {
    this.outbox = createOutbox<string>({
      post: (id, text) => this.ready && this.send({ type: "say", id, text }),
      onChange: () => undefined,
      onStale: () => this.link?.doubt(),
    });
    this.connect();
  }

  private connect(): void {
    this.link = open<FromSeeker, ToSeeker>({
      url,
      hello: () => ({ type: "hello", site, token: this.token, since: 0, locale: "en" }),
      onFrame: (frame) => this.hear(frame),
      onStatus: (status) => {
        this.ready = false;
        if (status === "lost") this.lostAt ||= Date.now();
      },
    });
  }

  private send(frame: FromSeeker): boolean {
    return this.link?.send(frame) ?? false;
  }

  private hear(frame: ToSeeker): void {
    if (frame.type === "ack") this.outbox.acknowledged(frame.id);
    if (frame.type === "refused" && frame.ref !== undefined) this.outbox.later(frame.ref);
    if (frame.type !== "welcome") return;
    this.token = frame.token;
    this.shown = [...frame.messages];
    this.ready = true;
    for (const { id } of frame.messages) if (id !== undefined) this.outbox.acknowledged(id);
    this.outbox.flush();
  }

  say(text: string): void {
    this.said.push(text);
    this.outbox.add(text);
  }

  get settled(): boolean {
    return this.ready && this.outbox.held().length === 0;
  }

  /** Whether a look with new eyes shows exactly what was said, in order. */
  get isWhole(): boolean {
    const own = this.shown.filter(({ text }) => this.said.includes(text)).map(({ text }) => text);
    return JSON.stringify(own) === JSON.stringify(this.said);
  }

  lookAgain(): void {
    this.ready = false;
    this.link?.renew();
  }

  close(): void {
    this.link?.close();
  }
}

const lines: Line[] = [];

async function until(check: (line: Line) => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!lines.every(check) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

const COMMANDS: Readonly<Record<string, (count: number) => Promise<unknown>>> = {
  /** More lines, each with its first words stored. */
  async open(count) {
    for (let made = 0; made < count; made += 1) {
      const line = new Line();
      line.say("before");
      lines.push(line);
    }
    await until((line) => line.settled);
    return lines.filter((line) => line.settled).length;
  },
  /** Every second one speaks into whatever has happened; the others are still, and only listen. */
  async speak() {
    for (const line of lines) line.lostAt = 0;
    lines.forEach((line, place) => { if (place % 2 === 0) line.say("into the dark"); });
    return Date.now();
  },
  async lost() {
    await until((line) => line.lostAt > 0);
    return lines.map((line) => line.lostAt);
  },
  async back() {
    await until((line) => line.settled);
    return lines.filter((line) => line.settled).length;
  },
  async read() {
    for (const line of lines) line.lookAgain();
    await until((line) => line.settled);
    return lines.filter((line) => line.settled && line.isWhole).length;
  },
};

for await (const command of createInterface({ input: process.stdin })) {
  const [name = "", count = "0"] = command.split(" ");
  console.log(JSON.stringify(await COMMANDS[name]?.(Number(count))));
}
for (const line of lines) line.close();
