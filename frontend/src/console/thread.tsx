/** One conversation: who, the words, and the place to write. */
import { useEffect, useRef } from "preact/hooks";
import { Presence } from "../shared/icon";
import type { View } from "../shared/protocol";
import { ChannelName } from "./channel";
import { Composer } from "./composer";
import { mode, presence } from "./glance";
import { HoldStrip } from "./holdstrip";
import { Messages } from "./messages";
import { closePanel, Popover } from "./popover";
import { PresenceWord } from "./presence";
import { RiskButton, RiskChip } from "./risk";
import { useStore } from "./store";
import { SafeChip } from "./texting/safe";
import { Strip } from "./texting/strip";
import { drawer, panelOf } from "./ui";
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
      <Head view={view} slot={slot} />
      <Messages view={view} focused={focused} />
      {way === "talk" && <Strip view={view} focused={focused} />}
      {way === "talk" && <HoldStrip view={view} focused={focused} />}
      {way === "talk" && <Composer view={view} slot={slot} focused={focused} />}
      {way === "hurry" && <DoNotWrite view={view} />}
      {way === "wrap" && <WrapUp view={view} />}
    </section>
  );
}

function Head({ view, slot }: { view: View; slot: number }) {
  const there = presence(view, useStore().line.value === "open");
  return (
    <header>
      <span class="slot" aria-hidden="true">{slot}</span>
      <h2>{view.handle}</h2>
      <div class="facts">
        <SafeChip view={view} />
        <RiskChip level={view.risk ?? 0} />
        <span class="chip"><Presence mark={there.mark} /><PresenceWord view={view} /></span>
        <span class="chip"><ChannelName name={view.channel} /></span>
        <span class="chip">{t(`lang_${view.locale}`)}</span>
      </div>
      <Actions view={view} />
    </header>
  );
}

function Actions({ view }: { view: View }) {
  return (
    <div class="acts">
      <RiskButton conversation={view.conversation} level={view.risk ?? 0} />
      {view.state === "active" && <HandBack view={view} />}
      {view.state === "active" && <End view={view} />}
      <button
        class="btn tool only-small" type="button" aria-expanded={drawer.value}
        onClick={() => { drawer.value = !drawer.value; }}
      >
        {t("about")}
      </button>
    </div>
  );
}

function HandBack({ view: { conversation, handle: name } }: { view: View }) {
  const store = useStore();
  const handBack = () => {
    store.handBack(conversation);
    closePanel();
  };
  return (
    <Popover name={panelOf("back", conversation)} label={t("hand_back")} face={t("hand_back")}>
      <p>{t("back_what", { name })}</p>
      <button class="btn tool main" type="button" onClick={handBack}>{t("back_do")}</button>
    </Popover>
  );
}

function End({ view: { conversation, handle: name, presence: there, phone } }: { view: View }) {
  const store = useStore();
  const end = () => {
    store.end(conversation);
    closePanel();
  };
  const goOn = () => {
    closePanel();
    store.go(conversation);
  };
  const ahead = t(phone === undefined ? "end_what" : "end_what_text", { name });
  return (
    <Popover name={panelOf("end", conversation)} label={t("end")} face={t("end")}>
      <p>{there === "left_in_a_hurry" ? t("locked_hurry_what") : ahead}</p>
      <div class="row">
        <button class="btn tool main" type="button" onClick={end}>{t("end_do")}</button>
        <button class="btn tool" type="button" onClick={goOn}>{t("keep_talking")}</button>
      </div>
    </Popover>
  );
}
