/** In the panels that let a conversation go: at a high risk, the field for why, or the way to a second person. */
import { useId } from "preact/hooks";
import type { View } from "../../shared/protocol";
import { t } from "../words";
import { reasonFor, setReason } from "./reason";

export function LettingGo({ view: { conversation, held } }: { view: View }) {
  const id = useId();
  if (held !== true) return null;
  return (
    <div class="letting-go">
      <p id={`${id}-what`}><b>{t("held")}</b> {t("held_what")}</p>
      <label for={id}>{t("held_why")}</label>
      <input
        id={id} class="line" maxLength={200} autocomplete="off" aria-describedby={`${id}-what`} value={reasonFor(conversation)}
        onInput={(event) => setReason(conversation, event.currentTarget.value)}
      />
      <p class="tiny muted">{t("held_kept")}</p>
    </div>
  );
}
