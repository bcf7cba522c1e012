/** Says whether the seeker is there, in words; of a phone it says when it last wrote. */
import type { View } from "../shared/protocol";
import { presence } from "./glance";
import { lastHeard } from "./shown";
import { useStore } from "./store";
import { A_MOMENT, now, span } from "./time";
import { t } from "./words";

export function PresenceWord({ view }: { view: View }) {
  const live = useStore().line.value === "open";
  const { name } = presence(view, live);
  const last = lastHeard(view);
  if (!live || name !== "not_known" || last === undefined) return <>{t(name)}</>;
  const gone = now.value - last;
  return <>{gone < A_MOMENT ? t("last_text_now") : t("last_text", { span: span(gone) })}</>;
}
