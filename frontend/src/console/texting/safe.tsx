/** When it is safe to write to this phone: the choice beside the talk, and the chip in its head that leads there. */
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { View } from "../../shared/protocol";
import { useStore } from "../store";
import { timeOfDay } from "../time";
import { openAbout } from "../ui";
import { locale, refusal, t } from "../words";
import { HoursForm } from "./hours";
import { phoneOf, type Known, type Writing } from "./phone";

const CHOICES = ["now", "ask", "hours", "never"] as const;
const ICONS: Readonly<Record<Writing, string>> = { now: icons.check, ask: icons.ask, hours: icons.clock, never: icons.hand };

/** Shown at every width; what it says comes first in the head. */
export function SafeChip({ view }: { view: View }) {
  const phone = phoneOf(view);
  const store = useStore();
  if (phone === undefined) return null;
  const how = phone.stopped ? t("row_stopped") : phone.writing === "hours" ? between(phone) : t(`safe_${phone.writing}`);
  const open = () => {
    store.focus.value = view.conversation;
    openAbout("safe");
  };
  return (
    <button
      class={phone.writing === "now" && !phone.stopped ? "chip safe" : "chip safe care"} type="button"
      aria-label={t("safe_chip", { how })} onClick={open}
    >
      <Icon d={phone.stopped ? icons.stop : ICONS[phone.writing]} />{how}
    </button>
  );
}

export function SafeBox({ view }: { view: View }) {
  const phone = phoneOf(view);
  const { caution } = useStore();
  const [unfolded, setUnfolded] = useState(false);
  if (phone === undefined) return null;
  const { conversation } = view;
  const why = caution.why(conversation, "writing");
  const choose = (writing: Writing) => {
    setUnfolded(writing === "hours" && !unfolded);
    if (writing !== "hours" && writing !== phone.writing) caution.write(conversation, writing);
  };
  return (
    <section aria-labelledby="safe-h">
      <h2 id="safe-h">{t("safe")}</h2>
      <div class="choice" role="group" aria-labelledby="safe-h" data-about="safe">
        {CHOICES.map((each) => (
          <button
            key={each} class="btn tool pick" type="button" aria-pressed={phone.writing === each}
            aria-expanded={each === "hours" ? unfolded : undefined} onClick={() => choose(each)}
          >
            <Icon d={ICONS[each]} />{t(`safe_${each}`)}
          </button>
        ))}
      </div>
      {unfolded && <HoursForm conversation={conversation} phone={phone} close={() => setUnfolded(false)} />}
      <p class="trouble" role="status" hidden={why === undefined}>{why === undefined ? "" : refusal(why)}</p>
      <p class="tiny muted">{phone.writing === "hours" && <b>{between(phone)}. </b>}{t("safe_what")}</p>
    </section>
  );
}

function between({ begins, ends }: Known): string {
  return t("safe_between", { from: timeOfDay(begins, locale.value), until: timeOfDay(ends, locale.value) });
}
