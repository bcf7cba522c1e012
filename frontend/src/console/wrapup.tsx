/** After the talk, and when nothing may be written: what stands in the composer's place. */
import type { TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { Icon, Presence } from "../shared/icon";
import { announce } from "../shared/announce";
import * as icons from "../shared/icons";
import type { View } from "../shared/protocol";
import { LettingGo } from "./care/lettinggo";
import { Unsendable } from "./composer";
import { KINDS } from "./noted";
import { useStore } from "./store";
import { t } from "./words";
import { digit } from "./wrapping/digits";
import { Group } from "./wrapping/group";
import { More } from "./wrapping/more";

/** Without a key for so long, nobody is in the middle of a sentence; in milliseconds. */
const REST = 1_500;

/** Type of contact, and what else is counted, which may be left out; nothing that was said is copied into it. */
export function WrapUp({ view }: { view: View }) {
  const store = useStore();
  const { conversation } = view;
  const noted = store.noting.of(view);
  function close(event: Event): void {
    event.preventDefault();
    if (store.line.peek() !== "open") return;
    if (store.noting.of(view).kind === "") announce(t("wrap_kind_first"));
    else store.wrap(conversation, store.noting.of(view));
  }
  const still = useRef(performance.now());
  // Whoever is writing while the other side ends has the form under their hands: the rest of a
  // telephone number would fill it in, and Enter close it. So keys mean it after a moment of rest.
  function key(event: TargetedKeyboardEvent<HTMLFormElement>): void {
    const rested = performance.now() - still.current >= REST;
    still.current = performance.now();
    if (rested || event.target !== event.currentTarget || store.ended.has(conversation)) digit(event, event.currentTarget);
  }
  return (
    <form
      class="locked wrap" onSubmit={close} onKeyDown={key}
      tabIndex={-1} data-place aria-label={t("wrap")}
    >
      <b><Icon d={icons.check} />{t("wrap")}</b>
      <Group
        name={`kind-${conversation}`} id={`first-${conversation}`} legend={t("wrap_kind_first")} entry chosen={[noted.kind]}
        choices={KINDS.map((code) => ({ code, words: t(`kind_${code}`) }))}
        pick={(code) => store.noting.note(view, { kind: KINDS.find((each) => each === code) ?? "" })}
      />
      <More view={view} noted={noted} />
      <LettingGo view={view} />
      <p class="tiny muted">{view.presence === "left_in_a_hurry" ? "" : `${t("wrap_back")} `}{t("wrap_words")} {t("wrap_digits")}</p>
      <Unsendable trouble={store.mail.troubles.value[conversation]} />
      <button class="btn tool main" type="submit" aria-disabled={store.line.value !== "open" || noted.kind === ""} aria-describedby={noted.kind === "" ? `first-${conversation}` : undefined}>{t("wrap_close")}</button>
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
