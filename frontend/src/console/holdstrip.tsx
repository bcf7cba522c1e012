/** Above the composer of a web chat: why nothing can be sent just now, and what opens it. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { View } from "../shared/protocol";
import { onHold } from "./hold";
import { stripId } from "./texting/strip";
import { clockTime, slowly } from "./time";
import { locale, t } from "./words";

/** It stays while there is nothing to say, so that what comes into it is said aloud. */
export function HoldStrip({ view, focused }: { view: View; focused: boolean }) {
  if (view.phone !== undefined) return null;
  const hold = onHold(view, slowly.value);
  const time = clockTime(view.paused ?? 0, locale.value);
  return (
    <section
      class={hold === null ? "strip is-empty" : "strip care"}
      id={stripId(view.conversation)} aria-label={t("strip", { name: view.handle })}
    >
      {hold !== null && <Icon d={hold === "paused" ? icons.pause : icons.hand} />}
      <div class="holds">
        <p>
          <b aria-live={focused ? "polite" : "off"}>{hold !== null && t(`hold_${hold}`)}</b>{" "}
          {hold !== null && t(`hold_${hold}_what`, { time })}
        </p>
      </div>
    </section>
  );
}
