/** In the top bar on shift, while the browser lets nothing be heard: a press changes that. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import { mayBeHeard } from "./choices";
import { audible, ring, unlock } from "./sound";
import type { Desk } from "./state";
import { t } from "./words";

export function SoundLock({ desk: { me } }: { desk: Desk }) {
  if (me.status === "away" || audible.value || !mayBeHeard.value) return null;
  const turnOn = () => { void unlock().then((heard) => { if (heard) ring(); }); };
  return (
    <button class="btn tool care" type="button" onClick={turnOn}>
      <Icon d={icons.warning} /><span class="long">{t("sound_locked")}</span>
    </button>
  );
}
