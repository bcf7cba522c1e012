/** The facts in the head of a conversation, each a shape and a word. */
import { Presence } from "../shared/icon";
import type { View } from "../shared/protocol";
import { ChannelName } from "./channel";
import { presence } from "./glance";
import { PresenceWord } from "./presence";
import { RiskChip } from "./risk";
import { Since } from "./since";
import { useStore } from "./store";
import { t } from "./words";

export function HeadRisk({ view: { risk = 0 } }: { view: View }) {
  return <RiskChip level={risk} />;
}

export function HeadPresence({ view }: { view: View }) {
  const there = presence(view, useStore().line.value === "open");
  return <span class="chip"><Presence mark={there.mark} /><PresenceWord view={view} /></span>;
}

/** Whose turn it is and since when; the end of a talk says it by itself. */
export function HeadTurn({ view }: { view: View }) {
  return view.state === "active" ? <span class="chip turn"><Since view={view} /></span> : null;
}

export function HeadChannel({ view: { channel } }: { view: View }) {
  return <span class="chip"><ChannelName name={channel} /></span>;
}

export function HeadLanguage({ view: { locale } }: { view: View }) {
  return <span class="chip">{t(`lang_${locale}`)}</span>;
}

/** Two windows of one person must not both answer the same seeker. */
/** Whose conversation it is, where it is another line's than this counsellor's. */
export function OtherLine({ view: { line = "" } }: { view: View }) {
  return line === "" ? null : <span class="chip care">{t("other_line", { line })}</span>;
}

export function HeadElsewhere({ view: { conversation } }: { view: View }) {
  const where = useStore().windows.with(conversation);
  if (where === null) return null;
  return <span class={where === "writing" ? "chip care" : "chip"} role="status">{t(where === "writing" ? "also_writing" : "also_open")}</span>;
}
