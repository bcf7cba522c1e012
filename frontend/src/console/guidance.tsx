/** Cards to read beside the talk: grounding, a safety plan, limits. Nothing here is ever sent. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Locale } from "../shared/protocol";
import { page } from "./page";
import { locale, t } from "./words";

export interface Card {
  readonly slug: string;
  readonly title: Readonly<Record<Locale, string>>;
  readonly body: Readonly<Record<Locale, string>>;
}

export const cards = signal<readonly Card[] | "loading" | "failed">("loading");

export async function fetchCards(): Promise<void> {
  try {
    const answer = await fetch(page.guidance, { credentials: "same-origin", headers: { Accept: "application/json" } });
    const list: unknown = answer.ok ? await answer.json() : null;
    cards.value = Array.isArray(list) ? (list as Card[]) : "failed";
  } catch {
    cards.value = "failed";
  }
}

export function Guidance() {
  useEffect(() => { if (!Array.isArray(cards.peek())) void fetchCards(); }, []);
  const here = cards.value;
  if (Array.isArray(here) && here.length === 0) return null;
  return (
    <section class="guidance" aria-labelledby="guidance-h">
      <h2 id="guidance-h">{t("guidance")}</h2>
      {here === "loading" && <p class="muted">{t("guidance_loading")}</p>}
      {here === "failed" && (
        <p class="muted">{t("guidance_failed")} <button class="linkish" type="button" onClick={() => { void fetchCards(); }}>{t("again")}</button></p>
      )}
      {Array.isArray(here) && here.map((card) => <Fold key={card.slug} card={card} />)}
      <p class="tiny muted">{t("guidance_what")}</p>
    </section>
  );
}

function Fold({ card }: { card: Card }) {
  const tongue = locale.value;
  return (
    <details name="guidance">
      <summary>{card.title[tongue] || card.title.en}<Icon d={icons.down} /></summary>
      <div class="card-text">{blocks(card.body[tongue] || card.body.en).map((block, place) => <Block key={place} lines={block} />)}</div>
    </details>
  );
}

function Block({ lines }: { lines: readonly string[] }) {
  if (lines[0]?.startsWith("- ") === true) return <ul>{lines.map((line) => <li key={line}>{line.slice(2)}</li>)}</ul>;
  return <p>{lines.join("\n")}</p>;
}

/** Neighbouring lines of one kind: those of a list, or of a paragraph. */
export function blocks(body: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let before = "";
  for (const line of body.split("\n")) {
    const kind = line.trim() === "" ? "" : line.startsWith("- ") ? "list" : "words";
    if (kind !== "" && kind === before) found.at(-1)?.push(line);
    else if (kind !== "") found.push([line]);
    before = kind;
  }
  return found;
}
