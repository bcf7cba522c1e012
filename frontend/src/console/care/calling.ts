/** An alert calls until somebody looks after it, or it is gone: by sound, in the title, aloud. */
import { computed, effect, untracked } from "@preact/signals";
import { announce } from "../../shared/announce";
import { callUntil, countInTitle } from "../calls";
import type { Store } from "../store";
import { t } from "../words";
import { title } from "./alerts";

const AGAIN = 6_000;

countInTitle("risk", (store) => store.desk.value?.alerts.length ?? 0);

export function callForAlerts(store: Store): () => void {
  const loud = computed(() => (store.desk.value?.alerts ?? []).map(({ id, loudness = 0 }) => `${id}:${loudness}`).join());
  return effect(() => {
    if (loud.value === "") return;
    return untracked(() => {
      for (const alert of store.desk.peek()?.alerts ?? []) {
        announce(t("say_alert", { what: title(alert), name: alert.who }), "assertive");
      }
      return callUntil("risk", AGAIN);
    });
  });
}
