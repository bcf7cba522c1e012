/** Says whether the seeker is there, in words; of a phone it says when it last wrote. */
import type { View } from "../shared/protocol";
import { lastHeard, presence } from "./glance";
import { now, span } from "./time";
import { t } from "./words";

export function PresenceWord({ view }: { view: View }) {
  const { name } = presence(view);
  const last = lastHeard(view);
  if (name !== "not_known" || last === undefined) return <>{t(name)}</>;
  return <>{t("last_text", { span: span(now.value - last) })}</>;
}
