/** The help pages with scripts: the exit covers and replaces, and a press leaves no step in the history. */
import { cover } from "../widget/cover.ts";
import { forget } from "../widget/memory.ts";
import { onThreeShifts } from "../widget/shift.ts";

const HERE_AGAIN = 1_000;
let left = false;

function bar(): DOMStringMap {
  return document.querySelector<HTMLElement>(".bar")?.dataset ?? {};
}

/** The chat that opened this tab, in another one: what leaves here leaves there, and the other way round. */
function tellChat(word: "here" | "leave"): void {
  window.opener?.postMessage(word, location.origin);
}

/** Covers first; that the server or the chat hears of it is not waited for. */
function leave(): void {
  const { exit = "about:blank", cover: word = "" } = bar();
  const visit = document.querySelector<HTMLInputElement>("input[name=v]")?.value ?? "";
  left = true;
  cover(word, true);
  try {
    tellChat("leave");
    navigator.sendBeacon(location.pathname, new URLSearchParams({ do: "left", v: visit }));
  } finally {
    location.replace(exit);
  }
}

/** What a form sends, the pressed button last: it counts more than what stood before. */
function sent(form: HTMLFormElement, button: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  if (button instanceof HTMLButtonElement) body.append(button.name, button.value);
  return body;
}

function show(html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.lang = next.documentElement.lang;
  document.title = next.title;
  document.body.replaceChildren(...next.body.childNodes);
  ready();
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("h1[tabindex]")?.focus();
}

function ready(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.onclick = () => print();
  }
}

async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent(form, button) });
    show(await answer.text());
  } catch {
    // As without this script: the browser says that nothing comes, and goes on when it does.
    form.dataset["plain"] = "1";
    form.requestSubmit(button);
  }
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest(".exit, a.leave")) return;
  event.preventDefault();
  leave();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset["plain"]) return;
  event.preventDefault();
  void send(form, event.submitter);
});

// A tab that the chat opened begins with a copy of what the chat remembers.
forget();
addEventListener("message", ({ origin, source, data }) => {
  if (origin === location.origin && source === opener && data === "leave" && !left) leave();
});
// Again and again: a chat that was loaded anew does not know of us.
tellChat("here");
setInterval(() => tellChat("here"), HERE_AGAIN);
onThreeShifts(document, leave);
ready();
