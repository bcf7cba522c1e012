/** What a website embeds: a launcher with a word, our frame on first opening, and the quick exit. */
import { cover } from "./cover.ts";
import { onThreeShifts } from "./shift.ts";
import { type FromHost, heard } from "./wire.ts";

/** Until the frame has told the line's own exit, and when the embedding code names none. */
const EXIT = "https://www.theweathernetwork.com/";
/** How long the frame may take to forget before the page goes anyway. */
const PATIENCE = 80;

const CSS = `
:host{all:initial;position:fixed;z-index:2147483646;inset:auto 16px 16px auto;color-scheme:light dark;--a:#005c60;--p:#00474a;--o:#fefdfb;--k:#27221d;--g:#f7f4ef}
@media(prefers-color-scheme:dark){:host{--a:#74cccb;--p:#95e1e0;--o:#031a1b;--k:#eae6df;--g:#171411}}
button{font:650 17px/1.25 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;display:inline-flex;align-items:center;gap:8px;min-height:56px;padding:0 22px 0 18px;border:2px solid transparent;border-radius:99px;background:var(--a);color:var(--o);box-shadow:0 1px 3px #3c2d191a,0 12px 32px #3c2d1929;cursor:pointer}
button:hover{background:var(--p)}
button:focus-visible{outline:3px solid var(--a);outline-offset:2px}
svg{width:24px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
iframe{position:fixed;inset:auto 16px 16px auto;width:380px;height:680px;max-height:calc(100vh - 32px);border:0;border-radius:20px;background:var(--g);box-shadow:0 0 0 1px #8884,0 12px 40px #0004}
[hidden]{display:none}
.x{position:fixed;z-index:1;inset:16px 16px auto auto;background:var(--k);color:var(--g)}
.x:not(:focus){opacity:0;pointer-events:none}
@media(max-width:479px){iframe{inset:0;width:100%;height:100vh;height:100dvh;max-height:none;border-radius:0}}
@media(forced-colors:active){button{forced-color-adjust:none;background:ButtonText;color:ButtonFace;border-color:ButtonText}}`;

const CHAT =
  "M4.5 3.5h11c.9 0 1.5.6 1.5 1.5v7c0 .9-.6 1.5-1.5 1.5H9.2L5.5 16.6v-3.1h-1C3.6 13.5 3 12.9 3 12V5c0-.9.6-1.5 1.5-1.5Z";
const WORDS = {
  en: { label: "Chat", exit: "Exit now", wait: "Loading" },
  fr: { label: "Clavarder", exit: "Sortie rapide", wait: "Chargement" },
};

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, into: ShadowRoot): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  into.append(element);
  return element;
}

/** A sheet made by script passes a strict policy of the host page; old browsers take the element. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
  } catch {
    make("style", root).textContent = CSS;
  }
}

function picture(): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", CHAT);
  svg.append(path);
  return svg;
}

export function embed(script: HTMLScriptElement): void {
  const origin = new URL(script.src).origin;
  const { site = "", lang = document.documentElement.lang, label, exitUrl } = script.dataset;
  const locale = /^fr/i.test(lang) ? "fr" : "en";
  const words = WORDS[locale];
  let exit = exitUrl ?? EXIT;
  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let leaving = false;

  const outer = document.createElement("div");
  const root = outer.attachShadow({ mode: "closed" });
  dress(root);
  const out = make("button", root);
  out.className = "x";
  out.textContent = words.exit;
  out.hidden = true;
  const launcher = make("button", root);
  launcher.append(picture(), label ?? words.label);
  document.body.append(outer);

  const tell = (message: FromHost) => ready && frame?.contentWindow?.postMessage(message, origin);
  const go = () => location.replace(exit);

  function show(open: boolean): void {
    if (open && !frame) {
      frame = make("iframe", root);
      frame.title = label ?? words.label;
      frame.referrerPolicy = "origin";
      frame.src = `${origin}/widget/?site=${encodeURIComponent(site)}&lang=${locale}`;
    }
    if (!frame) return;
    out.hidden = frame.hidden = !open;
    launcher.hidden = open;
    if (open) {
      frame.focus();
      tell({ helpline: "shown" });
    } else launcher.focus();
  }

  function leave(byFrame: boolean): void {
    if (leaving) return;
    leaving = true;
    cover(words.wait, false);
    if (byFrame || !ready) return go();
    tell({ helpline: "leave" });
    setTimeout(go, PATIENCE);
  }

  launcher.onclick = () => show(true);
  out.onclick = () => leave(false);
  onThreeShifts(document, () => leave(false));
  addEventListener("message", (event: MessageEvent<{ exit?: unknown }>) => {
    const word = heard(event, origin, frame?.contentWindow ?? null);
    const told = word === "ready" ? event.data.exit : "";
    if (typeof told === "string" && /^https?:/.test(told)) exit = told;
    if (word === "ready") {
      ready = true;
      tell({ helpline: "shown" });
    }
    if (word === "close") show(false);
    if (word === "leave") leave(true);
    if (word === "left" && leaving) go();
  });
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) {
  if (document.body) embed(script);
  else addEventListener("DOMContentLoaded", () => embed(script));
}
