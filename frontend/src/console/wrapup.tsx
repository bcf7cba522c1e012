/** After the talk, and when nothing may be written: what stands in the composer's place. */
import { useState } from "preact/hooks";
import { Icon, Presence } from "../shared/icon";
import * as icons from "../shared/icons";
import type { View } from "../shared/protocol";
import { LettingGo } from "./care/lettinggo";
import { Unsendable } from "./composer";
import { useStore } from "./store";
import { t } from "./words";

const KINDS = ["support", "information", "place", "safety", "other"] as const;

/** Kind of contact, all optional; nothing that was said is copied into it. */
export function WrapUp({ view }: { view: View }) {
  const store = useStore();
  const [kind, setKind] = useState("");
  const name = `kind-${view.conversation}`;
  function close(event: Event): void {
    event.preventDefault();
    if (store.line.peek() === "open") store.wrap(view.conversation, kind);
  }
  return (
    <form class="locked wrap" onSubmit={close} tabIndex={-1} data-place aria-label={t("wrap")}>
      <b><Icon d={icons.check} />{t("wrap")}</b>
      <fieldset class="seg">
        <legend>{t("wrap_kind")}</legend>
        {KINDS.map((each, place) => (
          <label key={each}>
            <input
              type="radio" name={name} value={each} checked={kind === each}
              data-entry={place === 0 ? "" : undefined} onChange={() => setKind(each)}
            />
            {t(`kind_${each}`)}
          </label>
        ))}
      </fieldset>
      <LettingGo view={view} />
      <p class="tiny muted">{view.presence === "left_in_a_hurry" ? "" : `${t("wrap_back")} `}{t("wrap_words")}</p>
      <Unsendable trouble={store.mail.troubles.value[view.conversation]} />
      <button class="btn tool main" type="submit" aria-disabled={store.line.value !== "open"}>{t("wrap_close")}</button>
    </form>
  );
}

/** Someone left in a hurry: there is no field, so nothing can be sent by mistake. */
export function DoNotWrite({ view }: { view: View }) {
  const store = useStore();
  return (
    <div class="locked" tabIndex={-1} data-place>
      <b><Presence mark="hurry" />{t("locked_hurry")}</b>
      <p class="muted">{t("locked_hurry_what")}</p>
      <LettingGo view={view} />
      <Unsendable trouble={store.mail.troubles.value[view.conversation]} />
      <button class="btn tool" type="button" data-entry onClick={() => store.end(view.conversation)}>
        {t("locked_hurry_do")}
      </button>
    </div>
  );
}
