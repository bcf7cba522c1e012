/** Whose turn it is in a conversation and since when, or what stands in the way of it. */
import type { View } from "../shared/protocol";
import { mode, stuck, turn } from "./glance";
import { onHold } from "./hold";
import { A_MOMENT, now, span } from "./time";
import { t } from "./words";

export function Since({ view }: { view: View }) {
  if (view.state === "wrap_up") return <span class="mine-turn">{t("wrapping")}</span>;
  if (view.phone?.stopped === true) return <span class="mine-turn"><span class="long">{t("row_stopped")}</span><span class="short" aria-hidden="true">STOP</span></span>;
  if (mode(view) === "hurry") return <span class="mine-turn short">{t("hurry_short")}</span>;
  if (stuck(view, now.value) !== undefined) return <span class="mine-turn">{t("check_text")}</span>;
  const hold = onHold(view, now.value);
  if (hold !== null) return <span>{t(`row_${hold}`)}</span>;
  const { ours, since } = turn(view);
  const gone = now.value - since;
  const long = gone < A_MOMENT ? t("just_now") : span(gone);
  if (ours) return <span class="mine-turn"><span class="long">{t("your_turn")} </span>{long}</span>;
  return <span><span class="long">{t("you_wrote")} </span>{gone < A_MOMENT ? long : t("ago", { span: long })}</span>;
}
