/** Starts the seeker's page: the exit first of all, then the visit, then the picture. */
import "../shared/tokens.css";
import "../shared/parts.css";
import "./widget.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { meetHost } from "./host.ts";
import { leave, vanish } from "./leave.ts";
import { readPage } from "./page.ts";
import { onThreeShifts } from "./shift.ts";
import { Visit } from "./visit.ts";
import { speak } from "./words.ts";

const root = document.getElementById("app") ?? document.body;
const page = readPage({ ...document.body.dataset, ...root.dataset });
const speech = speak(page.locale, page.texts);
let visit: Visit | undefined;
let gone = false;
let drawing = false;

const sayExit = () => visit?.exit();
const host = meetHost(page.parentOrigin, page.exitUrl, {
  leave() {
    gone = true;
    vanish(speech.say("loading"), sayExit);
  },
  shown: () => root.querySelector<HTMLElement>("textarea, .exit")?.focus(),
});

function go(event?: Event): void {
  event?.preventDefault();
  gone = true;
  leave(speech.say("loading"), page.exitUrl, host, sayExit);
}

function draw(): void {
  drawing = false;
  if (gone || visit === undefined) return;
  const onAside = host.embedded ? () => host.post({ helpline: "close" }) : null;
  render(<App page={page} visit={visit} view={visit.view()} onExit={go} onAside={onAside} />, root);
}

/** Many changes in one tick are one drawing. */
function changed(): void {
  if (drawing) return;
  drawing = true;
  queueMicrotask(draw);
}

onThreeShifts(document, () => go());
visit = new Visit(page, changed);
root.replaceChildren();
draw();
