/** Starts the seeker's page: the exit first of all, then the visit, then the picture. */
import "../shared/tokens.css";
import "../shared/core.css";
import "./widget.css";
import { render } from "preact";
import { App, type Ui } from "./app.tsx";
import { meetBeside } from "./beside.ts";
import { meetHost } from "./host.ts";
import { fetchWords } from "./languages.ts";
import { leave, vanish } from "./leave.ts";
import { UNSENT } from "./memory.ts";
import type { Locale } from "../shared/protocol.ts";
import { readPage } from "./page.ts";
import { holdPlace } from "./place.ts";
import type * as Rest from "./rest.ts";
import type { Kept } from "./reload.ts";
import restCss from "./rest.css?url";
import type { Scene } from "./scene.ts";
import { linkSheet } from "./sheet.ts";
import { onThreeShifts } from "./shift.ts";
import { Visit } from "./visit.ts";

/** What did not come because the line dropped is asked for again after so long. */
const AGAIN_AFTER = 3_000;

const root = document.getElementById("app") ?? document.body;
const page = readPage({ ...document.body.dataset, ...root.dataset });
let visit: Visit | undefined;
let rest: typeof Rest | null = null;
let ui: Ui = { locale: page.locale, menu: false, times: false, first: "", big: null };
let wanted = page.locale;
let gone = false;
let drawing = false;
let scene: Scene = "first";

const sayExit = () => visit?.exit();
const host = meetHost(page.parentOrigin, page.exitUrl, {
  leave() {
    gone = true;
    vanish(page.cover, sayExit);
  },
  shown: () => (root.querySelector("textarea") ?? root.querySelector<HTMLElement>(".body"))?.focus(),
});
const onAside = host.embedded ? () => host.post({ helpline: "close" }) : null;

function go(event?: Event): void {
  event?.preventDefault();
  gone = true;
  leave(page.cover, page.exitUrl, host, sayExit);
}

function set({ locale, ...change }: Partial<Ui>): void {
  ui = { ...ui, ...change };
  if (locale !== undefined) speakIn(locale);
  changed();
}

/** Another language is fetched when it is chosen; until it is here, the page goes on in the one it has. */
function speakIn(locale: Locale): void {
  wanted = locale;
  fetchWords(locale, "first", "rest").then(
    () => {
      if (wanted !== locale) return;
      ui = { ...ui, locale };
      document.documentElement.lang = locale;
      visit?.speakIn(locale);
    },
    () => setTimeout(() => wanted === locale && speakIn(locale), AGAIN_AFTER),
  );
}

function draw(): void {
  drawing = false;
  if (gone || visit === undefined) return;
  const view = visit.view();
  // A talk that was closed elsewhere says so, and is not hidden by what was open above it.
  if (view.scene === "first" && scene !== "first") ui = { ...ui, menu: false, big: null };
  scene = view.scene;
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
  Promise.all([import("./rest.ts"), linkSheet(restCss), fetchWords(page.locale, "rest")]).then(
    ([part]) => {
      rest = part;
      visit?.keepWith(part.createKeeper<Kept>(UNSENT));
      changed();
    },
    () => setTimeout(fetchRest, AGAIN_AFTER),
  );
}

/** The words of the page's own language come with it; until they are here, the shell's exit is. */
function start(): void {
  fetchWords(page.locale, "first").then(
    () => {
      // Asked for before the first drawing, so that it travels meanwhile.
      fetchRest();
      visit = new Visit(page, changed);
      root.replaceChildren();
      draw();
    },
    () => setTimeout(start, AGAIN_AFTER),
  );
}

meetBeside(go);
onThreeShifts(document, () => go());
start();
