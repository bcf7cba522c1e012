/** Taking nothing more in from a phone, or from a page as long as it is open: for how long, why, and what it means, before it is done. */
import { useState } from "preact/hooks";
import type { View } from "../../shared/protocol";
import { Fold } from "../fold";
import { useStore } from "../store";
import { t } from "../words";
import { ReasonForm } from "./reason";

const DAYS = [7, 30, 90, 365] as const;
type Days = (typeof DAYS)[number];
const USUAL: Days = 30;

export function BlockBox({ view: { conversation, phone, state } }: { view: View }) {
  if (state !== "active" && phone === undefined) return null;
  return (
    <section aria-labelledby="block-h">
      <h2 id="block-h" class="vh">{t("block")}</h2>
      <Fold face={t("block_open")}>{(close) => <BlockForm conversation={conversation} page={phone === undefined} close={close} />}</Fold>
    </section>
  );
}

function BlockForm({ conversation, page, close }: { conversation: string; page: boolean; close: () => void }) {
  const { caution } = useStore();
  const [days, setDays] = useState<Days>(USUAL);
  return (
    <ReasonForm
      id={`block-${conversation}`} face={t("block_do", { days: t(`days_${days}`) })} look="btn tool erase"
      waits={caution.waits(conversation, "block")} why={caution.why(conversation, "block")}
      ask={(reason) => caution.block(conversation, reason, days)} close={close}
    >
      <ul class="means">
        {(["block_ends", "block_told", page ? "block_page" : "block_silent", "block_lift"] as const).map((name) => <li key={name}>{t(name)}</li>)}
      </ul>
      <fieldset class="seg">
        <legend>{t("block_days")}</legend>
        {DAYS.map((each) => (
          <label key={each}>
            <input type="radio" name={`days-${conversation}`} checked={each === days} data-first={each === USUAL ? "" : undefined} onChange={() => setDays(each)} />
            {t(`days_${each}`)}
          </label>
        ))}
      </fieldset>
    </ReasonForm>
  );
}
