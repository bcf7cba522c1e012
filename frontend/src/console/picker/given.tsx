/** Beside the talk: which places were sent in it, and what became of each; codes, no words, until it closes. */
import type { View } from "../../shared/protocol";
import { shelf, snippetOf } from "../snippets";
import { page } from "../page";
import { useStore } from "../store";
import { t } from "../words";
import { places } from "./places";
import { titleOf } from "./row";

export const LOTS = ["offered", "accepted", "handed_over", "connected", "not_available", "unknown"] as const;
type Lot = (typeof LOTS)[number];

function isLot(value: string): value is Lot {
  return LOTS.some((each) => each === value);
}

export function Given({ view }: { view: View }) {
  const { noting } = useStore();
  void shelf.value;
  void places.value;
  const given = (view.used ?? []).filter((slug) => slug.startsWith("place-") || snippetOf(slug)?.referral === true);
  const noted = noting.of(view);
  if (given.length === 0) return null;
  const become = (slug: string, lot: string) => {
    if (isLot(lot)) noting.note(view, { lots: { ...noted.lots, [slug]: lot } });
  };
  return (
    <section class="given" aria-labelledby="given-h">
      <h2 id="given-h">{t("given_places")}</h2>
      <ul>
        {given.map((slug) => (
          <li key={slug}>
            <label for={`lot-${slug}`}>{nameOf(slug)}</label>
            <select id={`lot-${slug}`} value={noted.lots[slug] ?? "offered"} onChange={({ currentTarget }) => become(slug, currentTarget.value)}>
              {LOTS.map((lot) => <option key={lot} value={lot}>{t(`lot_${lot}`)}</option>)}
            </select>
            {isPlace(slug) && (
              <a class="tiny" href={`${page.told}${slug}/`} target="_blank" rel="noopener">
                {t("given_not_good")}<span class="vh">: {nameOf(slug)}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <p class="tiny muted">{t("given_what")}</p>
    </section>
  );
}

/** Behind a place, and behind a snippet that says what decides there, stands an entry of the directory. */
function isPlace(slug: string): boolean {
  return slug.startsWith("place-") || (snippetOf(slug)?.chips ?? []).length > 0;
}

function nameOf(slug: string): string {
  const snippet = snippetOf(slug);
  return snippet === undefined ? t("given_place") : titleOf(snippet);
}
