/** A person's settings: how the desk looks, how Enter sends, what calls, and their own keys. */
import { Dialog } from "../dialog";
import { t } from "../words";
import { CallsPart } from "./callspart";
import { KeysPart } from "./keyspart";
import { LookPart } from "./lookpart";

export function Settings() {
  return (
    <Dialog name="choices" title={t("choices")} look="wide">
      <p class="muted">{t("choices_what")}</p>
      <div class="settings">
        <LookPart />
        <CallsPart />
        <KeysPart />
      </div>
    </Dialog>
  );
}
