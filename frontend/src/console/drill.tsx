/** On a drill line everybody who writes is made up: the desk and each conversation say so all the time. */
import type { View } from "../shared/protocol";
import type { Desk } from "./state";
import { useStore } from "./store";
import { t } from "./words";

export function DrillMark({ desk }: { desk: Desk }) {
  if (desk.me.drill !== true) return null;
  return <span class="chip drill" title={t("drill_help")}>{t("drill")}<span class="vh">: {t("drill_help")}</span></span>;
}

export function DrillChip(_: { view: View }) {
  return useStore().desk.value?.me.drill === true ? <span class="chip drill">{t("drill")}</span> : null;
}
