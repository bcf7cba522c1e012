/** The middle of the desk: the conversations, or calm words where there is none. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import { sideBySide } from "./columns";
import { find, type Desk } from "./state";
import { useStore } from "./store";
import { startShift } from "./me";
import { ShiftCheck } from "./settings/check";
import { Thread } from "./thread";
import { t } from "./words";

export function Talk({ desk }: { desk: Desk }) {
  const store = useStore();
  const box = useRef<HTMLElement>(null);
  const focus = store.focus.value;
  // Which ones stand side by side changes only by a whole group.
  const many = sideBySide.value;
  const group = Math.floor(Math.max(0, desk.slots.indexOf(focus)) / many);
  useCaret(box);
  return (
    <main ref={box} class={many > 1 ? "talk is-row" : "talk"} aria-label={t("talk")}>
      {desk.conversations.length === 0 && <Calm desk={desk} />}
      {desk.slots.map((id, place) => {
        const view = find(desk, id);
        if (view === undefined) return null;
        const near = Math.floor(place / many) === group;
        return <Thread key={view.conversation} view={view} slot={place + 1} focused={focus === id} near={near} />;
      })}
    </main>
  );
}

/** Puts the caret where the counsellor has just gone to, and never otherwise. */
function useCaret(box: { current: HTMLElement | null }): void {
  const store = useStore();
  const wish = store.caret.value;
  const done = useRef(wish);
  // Before the next key arrives, not after the next paint: letters must not fall beside the field.
  useLayoutEffect(() => {
    if (wish === done.current) return;
    done.current = wish;
    const thread = box.current?.querySelector(`[data-conversation="${store.focus.peek()}"]`);
    thread?.querySelector<HTMLElement>("[data-entry]")?.focus();
  }, [wish]);
}

function Calm({ desk }: { desk: Desk }) {
  const store = useStore();
  const { me, queue } = desk;
  const asked = store.offers.open.value !== null;
  if (me.status !== "away") {
    return (
      <div class="calm">
        <Icon d={icons.cup} />
        <h2>{t(asked ? "calm_asked" : "calm")}</h2>
        <p class="muted">{t(asked ? "calm_asked_what" : me.status === "resting" ? "calm_resting" : "calm_what")}</p>
        <ShiftCheck />
      </div>
    );
  }
  return (
    <div class="calm">
      <Icon d={icons.place} />
      <h2>{t("hello", { name: me.name })}</h2>
      <p class="muted">{t("start_what")}</p>
      <p class="muted">{t("start_then")}</p>
      <p class="muted num">{t("start_queue", { count: queue.length })}</p>
      <button class="btn main" type="button" onClick={() => startShift(store)}>{t("start_shift")}</button>
    </div>
  );
}
