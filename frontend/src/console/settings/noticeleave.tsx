/** What the device's notices look like, whether this browser lets us show any, and how to change that. */
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import { askLeave, leave, lookAgain, notice } from "../notices";
import { t } from "../words";

export function NoticeLeave() {
  useEffect(lookAgain, []);
  const how = leave.value;
  return (
    <div class="leave">
      <p class="notice-like" aria-label={t("notices")}><Icon d={icons.chat} /><b>{t("notice_waiting")}</b></p>
      <p class={how === "denied" ? "care-words" : "muted"} role="status">{t(`leave_${how}`)}</p>
      {how === "default" && (
        <button class="btn tool" type="button" onClick={() => { void askLeave(); }}>{t("leave_ask")}</button>
      )}
      {how === "granted" && (
        <button class="btn tool" type="button" onClick={() => { notice("test", "notice_test", true); }}>{t("leave_try")}</button>
      )}
      <p class="tiny muted">{t("notices_what")}</p>
    </div>
  );
}
