/** The phone page: asks for news, draws the phone and what travelled, sends texts and switches. */

const words = JSON.parse(byId("words").textContent);
const PATIENCE = 25_000;
const RETRY = 2_000;
const CONTROLS = ["slow", "twice", "lose", "shuffled", "unbrought", "forged", "answers"];
const ICONS = { text_in: "in", text_out: "out", receipt: "checks", lookup: "turn", change: "turn" };
const GONE_WRONG = new Set(["undelivered", "failed"]);
const clock = new Intl.DateTimeFormat(words.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
const exact = new Intl.DateTimeFormat(words.lang, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false,
});

let state = { version: -1, apps: [], phones: [], travelled: [], controls: { outcome: "delivered" } };
let shown = null;

function byId(id) {
  return document.getElementById(id);
}

function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (blank, key) => values[key] ?? blank);
}

/** +12045550173 as people write it; the area code is not needed among neighbours. */
function short(number) {
  return `${number.slice(-7, -4)}-${number.slice(-4)}`;
}

/** An element with a class and children; a string child is text and never markup. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null));
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

// ---- the phone -----------------------------------------------------------------------------

function phone() {
  const number = byId("which").value;
  const app = byId("app").value || state.apps[0];
  return state.phones.find((one) => one.number === number && one.app === app) ?? state.phones[0];
}

function ownState(text) {
  if (text.status === "receiving") return make("span", "state", icon("clock"), words.sending);
  if (text.status === "failed") return make("span", "state", icon("look"), words.failed);
  return make("span", "state", icon("check"), words.sent);
}

/** What a text holds: its pictures, of which only the number is known here, and its words. */
function contents(text) {
  if (text.pictures === 0) return make("div", "words", text.body);
  const count = text.pictures === 1 ? words.picture : say("pictures", { count: text.pictures });
  const pictures = make("span", "picture", icon("picture"), count);
  return make("div", "words", pictures, text.body ? make("span", "said", text.body) : null);
}

function bubble(text, run, last) {
  const who = text.mine ? words.you_said : say("they_said", { number: short(state.line) });
  const item = make("li", `msg${text.mine ? " mine" : ""}${run ? " run" : ""}`);
  if (text.status === "failed") item.classList.add("unsent");
  item.append(make("span", "vh", who), contents(text));
  if (text.mine && (last || text.status !== "received")) item.append(ownState(text));
  item.dataset.key = JSON.stringify([text, run, last]);
  return item;
}

/** Draws only what is new or different, so that a screen reader hears each text once. */
function drawTexts(texts) {
  const log = byId("log");
  texts.forEach((text, at) => {
    const run = at > 0 && texts[at - 1].mine === text.mine;
    const last = texts[at + 1]?.mine !== text.mine;
    const there = log.children[at];
    if (there?.dataset.key === JSON.stringify([text, run, last])) return;
    const fresh = bubble(text, run, last);
    if (there) there.replaceWith(fresh);
    else log.append(fresh);
  });
  while (log.children.length > texts.length) log.lastElementChild.remove();
}

function drawPhone() {
  const here = phone();
  byId("line").textContent = short(state.line);
  byId("me").textContent = say("you_are", { number: short(here.number) });
  byId("texts").setAttribute("aria-label", say("texts_with", { number: short(state.line) }));
  byId("power").textContent = here.on ? words.demo : words.off;
  byId("off").checked = !here.on;
  document.querySelector(".phone").classList.toggle("off", !here.on);
  const blank = byId("blank");
  blank.hidden = here.on && here.texts.length > 0;
  blank.textContent = here.on ? words.empty : words.phone_off;
  const place = `${here.app} ${here.number}`;
  if (shown !== place) byId("log").replaceChildren();
  shown = place;
  drawTexts(here.texts);
}

// ---- what travelled --------------------------------------------------------------------------

function chip(trip) {
  if (!trip.taken) {
    const text = trip.result === "0" ? words.no_answer : say("refused", { code: trip.result });
    return make("span", "chip care", icon("look"), text);
  }
  if (trip.kind === "text_in") return make("span", "chip yes", icon("check"), words.signed_taken);
  if (trip.kind === "text_out") return make("span", "chip", words.accepted);
  if (trip.kind !== "receipt") return make("span", "chip", words.answered);
  if (GONE_WRONG.has(trip.result)) return make("span", "chip care", icon("look"), words.undelivered);
  if (trip.result === "delivered") return make("span", "chip yes", icon("check"), words.delivered);
  return make("span", "chip", trip.result === "sent" ? words.status_sent : words.queued);
}

function row({ trip, size }) {
  const bad = !trip.taken || GONE_WRONG.has(trip.result);
  const carried = trip.kind === "text_in" || trip.kind === "text_out";
  const parts = carried ? `, ${say(size.parts === 1 ? "part" : "parts", size)}` : "";
  return make(
    "li", bad ? "bad" : "",
    make("span", "num muted", exact.format(trip.at)),
    icon(bad ? "look" : ICONS[trip.kind]),
    make("b", "", words[`kind_${trip.kind}`]),
    chip(trip),
    trip.words && carried ? make("q", "", say("words", { words: trip.words })) : null,
    make("code", "", trip.line + parts),
  );
}

function drawTrips() {
  const rows = state.travelled.map(row);
  if (rows.length > 0) byId("trips").replaceChildren(...rows);
}

// ---- news and wishes -------------------------------------------------------------------------

function drawPhones() {
  const which = byId("which");
  const numbers = [...new Set(state.phones.map((one) => one.number))];
  if (numbers.length === which.options.length) return;
  const chosen = which.value;
  which.replaceChildren(...numbers.map((number) => new Option(short(number), number)));
  if (numbers.includes(chosen)) which.value = chosen;
}

function drawApps() {
  const app = byId("app");
  if (state.apps.length === app.options.length) return;
  app.replaceChildren(...state.apps.map((name) => new Option(words[`app_${name}`], name)));
  byId("apps").hidden = state.apps.length < 2;
}

function draw() {
  drawPhones();
  drawApps();
  byId("outcome").value = state.controls.outcome;
  for (const name of CONTROLS) byId(name).checked = state.controls[name];
  drawPhone();
  drawTrips();
}

async function listen() {
  const news = byId("news");
  for (;;) {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const reply = await fetch(`/phone/state?version=${state.version}`, { signal });
      if (!reply.ok) throw new Error(String(reply.status));
      const fresh = await reply.json();
      const changed = fresh.version !== state.version;
      state = fresh;
      if (changed) draw();
      if (news.textContent !== words.nothing_leaves) news.textContent = words.nothing_leaves;
    } catch {
      news.textContent = words.away;
      // A server that was started again counts from the beginning.
      state.version = -1;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

async function tell(path, content) {
  const headers = { "Content-Type": "application/json" };
  try {
    const reply = await fetch(path, { method: "POST", headers, body: JSON.stringify(content) });
    return reply.ok;
  } catch {
    return false;
  }
}

/** Sends what is written, with a picture or without; what was not taken stays in the field. */
async function send(pictures) {
  const field = byId("txt");
  const body = field.value;
  if (!body.trim() && pictures === 0) return;
  field.value = "";
  const { number, app } = phone();
  const sent = await tell("/phone/texts", { sender: number, app, body, pictures });
  if (!sent && field.value === "") field.value = body;
}

byId("key").addEventListener("submit", (event) => {
  event.preventDefault();
  send(0);
});
byId("picture").addEventListener("click", () => send(1));

byId("app").addEventListener("change", drawPhone);
byId("which").addEventListener("change", drawPhone);
byId("off").addEventListener("change", (event) =>
  tell("/phone/switch", { number: phone().number, on: !event.target.checked }));
for (const name of ["outcome", ...CONTROLS]) {
  byId(name).addEventListener("change", () => {
    const chosen = CONTROLS.map((control) => [control, byId(control).checked]);
    tell("/phone/controls", { outcome: byId("outcome").value, ...Object.fromEntries(chosen) });
  });
}

function tick() {
  byId("time").textContent = clock.format(Date.now());
}

tick();
setInterval(tick, 5_000);
listen();
