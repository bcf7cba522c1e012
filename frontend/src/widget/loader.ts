/** What a website embeds: a launcher with a word, our frame on first opening, and the quick exit. */
import { cover } from "./cover.ts";
import { dress, isDarkEnough, make } from "./launcher.ts";
import { onThreeShifts } from "./shift.ts";
import { type FromHost, heard } from "./wire.ts";

/** Until the frame has told the line's own exit, and when the embedding code names none. */
const EXIT = "https://www.theweathernetwork.com/";
/** How long the frame may take to forget before the page goes anyway. */
const PATIENCE = 80;
/** A frame that has loaded something, but not our page, says nothing: after so long it is given up. */
export const SILENT = 4_000;
/** One that loads nothing at all is given up later: lines may be slow. */
export const NEVER = 30_000;

const WORDS = {
  en: { label: "Chat", exit: "Exit now", wait: "Loading", apart: "new tab" },
  fr: { label: "Clavarder", exit: "Sortie rapide", wait: "Chargement", apart: "nouvel onglet" },
};

/** Tells the owner of the website, in the browser's console and nowhere else. */
function tellOwner(what: string): void {
  console.warn(`Helpline chat: ${what}`);
}

export function embed(script: HTMLScriptElement): void {
  const { origin } = new URL(script.src);
  const { site = "", lang = document.documentElement.lang, label, exitUrl, entry, position, color, open, launcher: kind } = script.dataset;
  const locale = /^fr/i.test(lang) ? "fr" : "en";
  const words = WORDS[locale];
  const name = label ?? words.label;
  const query = `?${new URLSearchParams({ site, lang: locale, ...(entry && { entry }) })}`;
  const openers = `[data-helpline-open]${open ? `,${open}` : ""}`;
  let exit = exitUrl ?? EXIT;
  let frame: HTMLIFrameElement | undefined;
  let link: HTMLAnchorElement | undefined;
  let opener: HTMLElement | undefined;
  let wanted = false;
  let ready = false;
  let leaving = false;

  const outer = document.createElement("div");
  outer.lang = locale;
  const root = outer.attachShadow({ mode: "closed" });
  const paint = (part: string, value: string) => outer.style.setProperty(part, value);
  dress(root);
  if (position === "start") paint("--i", "16px auto");
  if (color) {
    if (isDarkEnough(color)) {
      paint("--a", color);
      paint("--o", "#fff");
    } else tellOwner(`data-color ${color} is left out: write it like #005c60, dark enough for white letters (4.5 to 1).`);
  }
  const out = make("button", root);
  out.className = "x";
  out.append(words.exit);
  const launcher = make("button", root);
  document.body.append(outer);

  const tell = (message: FromHost) => ready && frame?.contentWindow?.postMessage(message, origin);
  const go = () => location.replace(exit);

  /** Nothing that is broken is ever in sight: the frame shows itself when it has said that it is ready. */
  function draw(): void {
    const shown = wanted && ready;
    const waiting = wanted && !ready;
    out.hidden = !shown;
    if (frame) {
      frame.hidden = !wanted;
      frame.className = waiting ? "w" : "";
    }
    launcher.hidden = shown || (kind === "none" && !waiting);
    launcher.textContent = waiting ? words.wait : name;
    if (!shown) return;
    frame?.focus();
    tell({ helpline: "shown" });
  }

  function show(): void {
    wanted = true;
    if (!frame) {
      frame = make("iframe", root);
      frame.title = name;
      frame.referrerPolicy = "origin";
      frame.onload = () => setTimeout(giveUp, SILENT);
      frame.src = `${origin}/widget/${query}`;
      setTimeout(giveUp, NEVER);
    }
    draw();
  }

  function putAside(): void {
    wanted = false;
    draw();
    (opener ?? launcher).focus();
  }

  /** Where no frame of ours can be, a link leads to the page of its own. */
  function giveUp(): void {
    if (ready || link) return;
    frame?.remove();
    link = make("a", root);
    link.href = `${origin}/chat/${query}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.append(`${name} (${words.apart})`);
    launcher.remove();
    if (wanted) (opener ?? link).focus();
    tellOwner(
      `no frame, only a link. Is site "${site}" registered for ${location.origin}? Does its Content-Security-Policy allow frame-src ${origin}? See ${origin}/console/site/${site}/`,
    );
  }

  function leave(byFrame: boolean): void {
    if (leaving) return;
    leaving = true;
    cover(words.wait, false);
    if (byFrame || !ready) return go();
    tell({ helpline: "leave" });
    setTimeout(go, PATIENCE);
  }

  draw();
  launcher.onclick = show;
  out.onclick = () => leave(false);
  onThreeShifts(document, () => leave(false));
  document.addEventListener("click", (event) => {
    const found = (event.target as Element).closest<HTMLElement>(openers);
    if (!found || (link && "href" in found)) return;
    event.preventDefault();
    opener = found;
    if (link) link.click();
    else show();
  });
  addEventListener("message", (event: MessageEvent<{ exit?: unknown }>) => {
    const said = heard(event, origin, frame?.contentWindow ?? null);
    if (said === "ready") {
      const told = event.data.exit;
      if (typeof told === "string" && /^https?:/.test(told)) exit = told;
      ready = true;
      draw();
    }
    if (said === "close") putAside();
    if (said === "leave") leave(true);
    if (said === "left" && leaving) go();
  });
}
