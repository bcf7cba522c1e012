/** In the top bar, for supervisors: the way to every conversation of the line. */
import type { Desk } from "../state";
import { dialog } from "../ui";
import { t } from "../words";

export function LineButton({ desk }: { desk: Desk }) {
  if (!desk.me.supervisor) return null;
  return <button class="btn tool" type="button" onClick={() => { dialog.value = "line"; }}>{t("line_open")}</button>;
}
