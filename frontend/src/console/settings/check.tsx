/** At the start of a shift: was the sound heard, what do notices look like, does the browser let them through. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import { sounds } from "../calls";
import { mayBeHeard } from "../choices";
import { audible, unlock } from "../sound";
import { dialog } from "../ui";
import { t } from "../words";
import { checking } from "./checking";
import { NoticeLeave } from "./noticeleave";

export function ShiftCheck() {
  if (!checking.value) return null;
  const heard = !mayBeHeard.value ? "check_silent" : audible.value ? "check_heard" : "check_blocked";
  return (
    <section class="check" aria-labelledby="check-h">
      <h3 id="check-h">{t("check")}</h3>
      <p><Icon d={heard === "check_heard" ? icons.check : icons.warning} /> {t(heard)}</p>
      <div class="row">
        <button class="btn tool" type="button" onClick={() => { void unlock().then(() => sounds("offer")); }}>{t("try_sound")}</button>
        <button class="btn tool" type="button" onClick={() => { dialog.value = "choices"; }}>{t("check_louder")}</button>
      </div>
      <NoticeLeave />
      <button class="btn tool main" type="button" onClick={() => { checking.value = false; }}>{t("check_done")}</button>
    </section>
  );
}
