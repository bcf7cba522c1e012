/** Passing an offer on with a reason, if somebody wants to give one: it is for the rota, and nobody is asked for it. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { DeclineReason } from "./offers";
import { closePanel, Popover } from "./popover";
import { useStore } from "./store";
import { t, type Name } from "./words";

const REASONS: readonly (readonly [Exclude<DeclineReason, "">, Name])[] = [
  ["break", "later_break"],
  ["busy", "later_busy"],
  ["too_hard", "later_too_hard"],
  ["known", "later_known"],
  ["other", "later_other"],
];

export function WhyLater() {
  const store = useStore();
  const giver = store.offers.open.value?.giver ?? "";
  return (
    <Popover name="later" label={t("later_why")} face={<><span class="vh">{t("later_why")}</span><Icon d={icons.down} /></>}>
      {giver !== "" && (
        <div class="stack">
          <button class="btn tool" type="button" onClick={() => { closePanel(); store.offers.sendBack(); }}>{t("send_back", { line: giver })}</button>
          <p class="muted">{t("send_back_what", { line: giver })}</p>
        </div>
      )}
      <p class="muted">{t("later_what")}</p>
      <div class="stack">
        {REASONS.map(([reason, words]) => (
          <button
            key={reason} class="btn tool" type="button"
            onClick={() => { closePanel(); store.offers.decline(reason); }}
          >
            {t(words)}
          </button>
        ))}
      </div>
    </Popover>
  );
}
