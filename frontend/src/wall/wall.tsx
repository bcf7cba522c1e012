/** The supervisors' wall: asks for the figures every few seconds and shows them, large; it says when they are old. */
import "../shared/tokens.css";
import "../shared/parts.css";
import "./wall.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { clockTime } from "../console/time";
import { Presence } from "../shared/icon";
import type { Locale } from "../shared/protocol";
import { wordsIn, type Name } from "./words";

interface Figures {
  light: "steady" | "busy" | "stretched";
  waiting: { channel: string; labels: Record<string, string>; count: number; longest: number }[];
  longest: number;
  target: number;
  talking: number;
  places: number;
  people: { name: string; status: "here" | "resting" | "away"; held: number; room: number }[];
  hands: number;
  high_risk: number;
  high_risk_unseen: number;
  late_offers: { id: number; name: string; channel: string; since: number; rang: number; waits: number }[];
  door: "open" | "closing" | "closed" | "full";
  channels: { name: string; error: string; waiting: number }[];
  passed_on: { names: Record<Locale, string>; seconds: number; back: number }[];
  overflows: { line: string; to: string; after: number; by: string; since: number; until: number }[];
}

const EVERY = 3_000;
const OLD = 15_000;
const place = document.getElementById("wall");
if (place === null) throw new Error("there is no #wall on this page");
const locale: Locale = place.dataset["locale"] === "fr" ? "fr" : "en";
const t = wordsIn(locale);
const figures = signal<Figures | null>(null);
const heard = signal(Date.now());
const clock = signal(Date.now());

async function look(): Promise<void> {
  try {
    const answer = await fetch(place?.dataset["figures"] ?? "", { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect") location.reload();
    if (!answer.ok) return;
    figures.value = await (answer.json() as Promise<Figures>);
    heard.value = Date.now();
  } catch {
    // The age of what is shown says it.
  }
}

function span(seconds: number): string {
  return seconds < 90 ? t("seconds", { count: seconds }) : t("minutes", { count: Math.floor(seconds / 60) });
}

/** As the desk writes it. */
function time(at: number): string {
  return clockTime(at, locale);
}

const FILL = { steady: "", busy: "M50 8a42 42 0 0 0 0 84Z", stretched: "M50 8a42 42 0 1 0 0 84a42 42 0 1 0 0-84" } as const;

function Light({ now }: { now: Figures }) {
  return (
    <section class={`box light is-${now.light}`} role="status">
      <svg viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="42" /><path d={FILL[now.light]} /></svg>
      <div><strong>{t(now.light)}</strong><p>{t(`door_${now.door}`)}</p></div>
      <p class="rule">{t("rule", { target: span(now.target) })}</p>
    </section>
  );
}

function Needs({ now }: { now: Figures }) {
  const needs: [Name, number, Record<string, number>][] = [
    [now.hands === 1 ? "one_hand" : "hands", now.hands, { count: now.hands }],
    ["high", now.high_risk, { count: now.high_risk, unseen: now.high_risk_unseen }],
    [now.late_offers.length === 1 ? "one_late" : "late", now.late_offers.length, { count: now.late_offers.length }],
  ];
  const open = needs.filter(([, count]) => count > 0);
  return (
    <section class="box needs">
      <h2>{t("needs")}</h2>
      <ul>{open.length === 0 ? <li class="ok">{t("none")}</li> : open.map(([name, , values]) => <li key={name}>{t(name, values)}</li>)}</ul>
    </section>
  );
}

function Late({ now }: { now: Figures }) {
  if (now.late_offers.length === 0) return null;
  return (
    <section class="box late">
      <h2>{t("late_title")}</h2>
      <p class="quiet">{t("late_what")}</p>
      <table>
        <thead><tr><th scope="col">{t("late_who")}</th><th scope="col">{t("late_when")}</th><th scope="col">{t("late_rang")}</th><th scope="col">{t("late_waits")}</th></tr></thead>
        <tbody>{now.late_offers.map(({ id, name, channel, since, rang, waits }) => (
          <tr key={id}>
            <th scope="row">{name}</th><td>{t("ago", { time: span(since) })}</td><td>{span(rang)}</td>
            <td>{labelOf(now, channel)}, {span(waits)}</td>
          </tr>
        ))}</tbody>
      </table>
    </section>
  );
}

function labelOf(now: Figures, channel: string): string {
  return now.waiting.find((row) => row.channel === channel)?.labels[locale] ?? channel;
}

function Waiting({ now }: { now: Figures }) {
  const total = now.waiting.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="box">
      <h2>{t("waiting")}</h2>
      <p class="big"><strong>{total}</strong><span>{total === 0 ? t("nobody") : t("longest", { time: span(now.longest) })}<br />{t("within", { target: span(now.target) })}</span></p>
      <table><tbody>{now.waiting.map((row) => (
        <tr key={row.channel} class={row.longest > now.target ? "over" : ""}>
          <th scope="row">{row.labels[locale] ?? row.channel}</th><td>{row.count}</td><td>{row.count > 0 ? span(row.longest) : ""}</td>
        </tr>
      ))}</tbody></table>
      {now.passed_on.map(({ names, seconds, back }, place) => (
        <p key={place} class="over">{t("passed_on", { partner: names[locale], time: span(seconds), back: span(back) })}</p>
      ))}
    </section>
  );
}

function Talking({ now }: { now: Figures }) {
  return (
    <section class="box">
      <h2>{t("talking")}</h2>
      <p class="big"><strong>{now.talking}</strong><span>{t(now.places === 1 ? "one_place" : "places", { count: now.places })}</span></p>
      {now.overflows.map(({ line, to, after, by, since, until }) => (
        <p key={line} class="over">{t("overflow", { line, to, by, minutes: Math.max(1, Math.round(after / 60)), since: time(since), until: time(until) })}</p>
      ))}
    </section>
  );
}

function People({ now }: { now: Figures }) {
  return (
    <section class="box people">
      <h2>{t("people")}</h2>
      {now.people.length === 0 ? <p>{t("nobody_here")}</p> : (
        <table><tbody>{now.people.map(({ name, status, held, room }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="state"><Presence mark={status === "here" ? "here" : status === "resting" ? "quiet" : "gone"} />{t(status)}</td>
            <td><span class="hold" aria-hidden="true">{Array.from({ length: Math.max(room, held) }, (_, place) => <i key={place} class={place < held ? "on" : ""} />)}</span>{t("holds", { held, room })}</td>
          </tr>
        ))}</tbody></table>
      )}
    </section>
  );
}

function Channels({ now }: { now: Figures }) {
  return (
    <section class="box channels">
      <h2>{t("channels")}</h2>
      <ul>{now.channels.map(({ name, error, waiting }) => (
        <li key={name} class={error === "" ? "" : "care"}><b>{labelOf(now, name)}</b> {error === "" ? t("well") : t("trouble", { cause: error })}{waiting > 0 && `, ${t("queued", { count: waiting })}`}</li>
      ))}</ul>
    </section>
  );
}

function Wall() {
  const now = figures.value;
  const old = clock.value - heard.value > OLD;
  return (
    <>
      <header class="top">
        <h1>{place?.dataset["line"]}</h1>
        {place?.dataset["drill"] !== undefined && <span class="chip drill">{t("drill")}</span>}
        {old && <span class="chip care" role="status">{t("old", { time: time(heard.value) })}</span>}
        <span class="num">{time(clock.value)}</span>
        <a class="btn tool" href="/console/">{t("desk")}</a>
      </header>
      {now !== null && (
        <main>
          <Light now={now} /><Waiting now={now} /><Talking now={now} /><Needs now={now} /><People now={now} /><Late now={now} />
          {now.channels.length > 0 && <Channels now={now} />}
        </main>
      )}
    </>
  );
}

document.documentElement.lang = locale;
void look();
setInterval(() => { void look(); }, EVERY);
setInterval(() => { clock.value = Date.now(); }, 1_000);
render(<Wall />, place);
