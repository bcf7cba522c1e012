/** Whose turn it is in a conversation and since when, or what stands in the way of it. */
import type { View } from "../shared/protocol";
import { mode, stuck, turn } from "./glance";
import { onHold } from "./hold";
import { A_MOMENT, now, span } from "./time";
import { t } from "./words";

/** In a `brief` place a sentence has no room: beside a risk, which is never what is cut. */
export function Since({ view, brief = false }: { view: View; brief?: boolean }) {
  if (view.state === "wrap_up") return <span class="mine-turn">{t("wrapping")}</span>;
  if (view.phone?.stopped === true) return <span class="mine-turn"><span class="long">{t("row_stopped")}</span><span class="short" aria-hidden="true">STOP</span></span>;
  if (mode(view) === "hurry") return <span class="mine-turn short">{t("hurry_short")}</span>;
  if (stuck(view, now.value) !== undefined) return <span class="mine-turn"><Words long={t("check_text")} short={t("tab_check")} /></span>;
  const hold = onHold(view, now.value);
  if (hold !== null) return <span><Words long={t(`row_${hold}`)} short={t(`tab_${hold}`)} /></span>;
  const { ours, since } = turn(view);
  const gone = now.value - since;
  const fresh = gone < A_MOMENT;
  const long = !fresh ? span(gone) : brief ? t("tab_now") : <Words long={t("just_now")} short={t("tab_now")} />;
  if (ours) return <span class="mine-turn"><span class="long">{t("your_turn")} </span>{long}</span>;
  return <span><span class="long">{t("you_wrote")} </span>{fresh || brief ? long : <Words long={t("ago", { span: span(gone) })} short={span(gone)} />}</span>;
}

/** A narrow tab has no room for a sentence; read aloud is the long one always. */
function Words({ long, short }: { long: string; short: string }) {
  return <><span class="long">{long}</span><span class="short" aria-hidden="true">{short}</span></>;
}
