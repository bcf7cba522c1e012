/** What else is counted of a talk, all of which may be skipped. */
import type { View } from "../../shared/protocol";
import { RELATIONS, turned, type Noted } from "../noted";
import { shelf, snippetOf } from "../snippets";
import { useStore } from "../store";
import { locale, t } from "../words";
import { Group, type Choice } from "./group";
import { Listed } from "./listed";

export function More({ view, noted }: { view: View; noted: Noted }) {
  const { noting } = useStore();
  const { conversation, used = [], needs = [], outcomes = [] } = view;
  const { relation, left_out } = noted;
  return (
    <details>
      <summary>{t("noted_more")}</summary>
      {used.length > 0 && (
        <Group
          name={`offered-${conversation}`} legend={t("noted_offered")} choices={offered(used)} many
          chosen={used.filter((slug) => !left_out.includes(slug))}
          pick={(slug) => noting.note(view, { left_out: turned(left_out, slug) })}
        />
      )}
      <Group
        name={`relation-${conversation}`} legend={t("noted_relation")} chosen={[relation]}
        choices={RELATIONS.map((code) => ({ code, words: t(`relation_${code}`) }))}
        pick={(code) => noting.note(view, { relation: RELATIONS.find((each) => each === code && each !== relation) ?? "" })}
      />
      <Listed
        name={`need-${conversation}`} legend={t("noted_needs")} terms={needs} chosen={noted.needs} many
        pick={(code) => noting.note(view, { needs: turned(noted.needs, code) })}
      />
      <Listed
        name={`outcome-${conversation}`} legend={t("noted_outcome")} terms={outcomes} chosen={[noted.outcome]}
        pick={(code) => noting.note(view, { outcome: code === noted.outcome ? "" : code })}
      />
    </details>
  );
}

/** What was inserted, by its title; of what is out of use by now, its short name. */
function offered(used: readonly string[]): readonly Choice[] {
  void shelf.value;
  return used.map((code) => {
    const title = snippetOf(code)?.title;
    return { code, words: title?.[locale.value] || title?.en || code };
  });
}
