/** The help pages with scripts: the exit covers and replaces, and a press leaves no step in the history. */
import { cover } from "../widget/cover.ts";
import { onThreeShifts } from "../widget/shift.ts";

function bar(): DOMStringMap {
  return document.querySelector<HTMLElement>(".bar")?.dataset ?? {};
}

/** Covers first; that the server hears of it is not waited for. */
function leave(): void {
  const { exit = "about:blank", cover: word = "" } = bar();
  const visit = document.querySelector<HTMLInputElement>("input[name=v]")?.value ?? "";
  cover(word, true);
  try {
    navigator.sendBeacon(location.pathname, new URLSearchParams({ do: "exit", v: visit }));
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

onThreeShifts(document, leave);
ready();
