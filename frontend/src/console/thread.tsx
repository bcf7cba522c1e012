/** One conversation: who, the words, and the place to write. */
import { useEffect, useRef } from "preact/hooks";
import type { View } from "../shared/protocol";
import { isDue } from "./care/decision";
import { mineIn } from "./company/company";
import { ReadingAlong } from "./company/reading";
import { Composer } from "./composer";
import { mode } from "./glance";
import { Messages } from "./messages";
import { ACTS, CHIPS, STRIPS } from "./places";
import { drawer } from "./ui";
import { useStore } from "./store";
import { DoNotWrite, WrapUp } from "./wrapup";
import { t } from "./words";

interface Props {
  view: View;
  slot: number;
  focused: boolean;
  /** Among the three that stand side by side where there is room. */
  near: boolean;
}

export function Thread({ view, slot, focused, near }: Props) {
  const box = useRef<HTMLElement>(null);
  const way = mode(view);
  const mine = mineIn(useStore().desk.value?.company ?? [], view.conversation);
  const own = mine === undefined;
  // The field may vanish under the caret. The focus then goes to what took its place, but not to a
  // button of it: the Enter that was meant for the words must not press anything.
  useEffect(() => {
    if (focused && document.activeElement === document.body) {
      box.current?.querySelector<HTMLElement>("[data-place]")?.focus({ preventScroll: true });
    }
  }, [way]);
  const classes = `thread${focused ? " is-focus" : ""}${near ? " is-near" : ""}`;
  return (
    <section
      ref={box} class={classes} aria-label={t("thread", { slot, name: view.handle })}
      data-conversation={view.conversation} data-pane
    >
      <Head view={view} slot={slot} own={own} />
      <Messages view={view} focused={focused} />
      {own && way === "talk" && STRIPS.map((Piece, place) => <Piece key={place} view={view} focused={focused} />)}
      {mine !== undefined && <ReadingAlong view={view} mine={mine} />}
      {way === "talk" && (own || mine.shown === true) && <Composer view={view} slot={slot} focused={focused} />}
      {own && way === "hurry" && <DoNotWrite view={view} />}
      {own && way === "wrap" && <WrapUp view={view} />}
    </section>
  );
}

function Head({ view, slot, own }: { view: View; slot: number; own: boolean }) {
  return (
    <header>
      <span class="slot" aria-hidden="true">{slot}</span>
      <h2>{view.handle}</h2>
      <div class="facts">
        {CHIPS.map((Piece, place) => <Piece key={place} view={view} />)}
      </div>
      <Actions view={view} own={own} />
    </header>
  );
}

function Actions({ view, own }: { view: View; own: boolean }) {
  const { desk } = useStore();
  // On a small screen the checklist is behind this button.
  const due = own && isDue(view, desk.value?.facts[view.conversation] ?? []);
  return (
    <div class="acts">
      {own && ACTS.map((Piece, place) => <Piece key={place} view={view} />)}
      <button
        class={`btn tool only-small${due ? " care" : ""}`} type="button" aria-expanded={drawer.value}
        onClick={() => { drawer.value = !drawer.value; }}
      >
        {t(due ? "decision_due" : "about")}
      </button>
    </div>
  );
}
