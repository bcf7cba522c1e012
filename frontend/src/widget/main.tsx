/** Starts the seeker's page: the exit first of all, then the visit, then the picture. */
import "../shared/tokens.css";
import "../shared/core.css";
import "./widget.css";
import { render } from "preact";
import { App, type Ui } from "./app.tsx";
import { meetHost } from "./host.ts";
import { leave, vanish } from "./leave.ts";
import { UNSENT } from "./memory.ts";
import { readPage } from "./page.ts";
import { holdPlace } from "./place.ts";
import type * as Rest from "./rest.ts";
import type { Kept } from "./reload.ts";
import { onThreeShifts } from "./shift.ts";
import { Visit } from "./visit.ts";
import { speak } from "./words.ts";

const REST_AGAIN_AFTER = 3_000;

const root = document.getElementById("app") ?? document.body;
const page = readPage({ ...document.body.dataset, ...root.dataset });
const cover = speak(page.locale, page.texts).say("loading");
let visit: Visit | undefined;
let rest: typeof Rest | null = null;
let ui: Ui = { locale: page.locale, menu: false, times: false };
let gone = false;
let drawing = false;

const sayExit = () => visit?.exit();
const host = meetHost(page.parentOrigin, page.exitUrl, {
  leave() {
    gone = true;
    vanish(cover, sayExit);
  },
  shown: () => (root.querySelector("textarea") ?? root.querySelector<HTMLElement>(".body"))?.focus(),
});
const onAside = host.embedded ? () => host.post({ helpline: "close" }) : null;

function go(event?: Event): void {
  event?.preventDefault();
  gone = true;
  leave(cover, page.exitUrl, host, sayExit);
}

function set(change: Partial<Ui>): void {
  ui = { ...ui, ...change };
  document.documentElement.lang = ui.locale;
  visit?.speakIn(ui.locale);
}

function draw(): void {
  drawing = false;
  if (gone || visit === undefined) return;
  const view = visit.view();
  const settle = holdPlace(view.scene);
  render(
    <App page={page} visit={visit} view={view} ui={ui} set={set} rest={rest} onExit={go} onAside={onAside} />,
    root,
  );
  settle();
}

/** Many changes in one tick are one drawing. */
function changed(): void {
  if (drawing) return;
  drawing = true;
  queueMicrotask(draw);
}

/** Talk, waiting room, menu and end come after the first picture; if the line drops, they are asked for again. */
function fetchRest(): void {
  import("./rest.ts").then(
    (part) => {
      rest = part;
      visit?.keepWith(part.createKeeper<Kept>(UNSENT));
      changed();
    },
    () => setTimeout(fetchRest, REST_AGAIN_AFTER),
  );
}

onThreeShifts(document, () => go());
visit = new Visit(page, changed);
root.replaceChildren();
draw();
fetchRest();
