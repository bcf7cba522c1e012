/** Above the composer, until they are answered: who has passed them on, and that nothing from before is here. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { View } from "../../shared/protocol";
import { t } from "../words";

export function PassedOnStrip({ view: { giver = "", begins, messages, handle } }: { view: View }) {
  if (giver === "" || messages.some(({ author }) => author === "counsellor")) return null;
  return (
    <section class="strip company" aria-label={t("partner_from", { line: giver })}>
      <Icon d={icons.person} />
      <div class="holds">
        <p class="row">{t(begins === true ? "partner_came" : "partner_came_words", { line: giver, name: handle })}</p>
      </div>
    </section>
  );
}

export function GiverChip({ view: { giver = "" } }: { view: View }) {
  return giver === "" ? null : <span class="chip care">{t("partner_from", { line: giver })}</span>;
}
