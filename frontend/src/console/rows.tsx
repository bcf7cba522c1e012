/** One row per conversation, each at its number; a freed number stays where it was. */
import { Presence } from "../shared/icon";
import type { Uuid, View } from "../shared/protocol";
import { ChannelIcon, useLabel } from "./channel";
import { mineIn } from "./company/company";
import { shortcut } from "./commands/registry";
import { lastWords, mode, presence, unread } from "./glance";
import { Since } from "./since";
import { find, type Desk } from "./state";
import { inPassing } from "./shield/folded";
import { useStore } from "./store";
import { locale, t } from "./words";
import { RiskChip } from "./risk";

const MOST = 6;

/** The numbers of a desk that have a row always: as many as this person can hold, taken or free. */
function placesOf({ slots, me }: Desk): readonly (Uuid | null)[] {
  const free = Math.min(me.capacity, MOST) - slots.length;
  return free > 0 ? [...slots, ...Array<null>(free).fill(null)] : slots;
}

export function Rows({ desk }: { desk: Desk }) {
  const store = useStore();
  const places = placesOf(desk);
  return (
    <section class="mine" aria-labelledby="yours" data-pane>
      <h2 id="yours">
        {t("yours")} <span class="num">{t("yours_count", { held: owned(desk), capacity: desk.me.capacity })}</span>
      </h2>
      <div class={places.length > 3 ? "convs is-many" : "convs"}>
        {places.map((id, place) => {
          const view = find(desk, id);
          if (view === undefined) return <FreeRow key={place} slot={place + 1} />;
          const current = store.focus.value === id;
          return <Row key={place} view={view} slot={place + 1} current={current} seen={store.seen.value[view.conversation]} />;
        })}
      </div>
    </section>
  );
}

/** Reading along takes no room. */
function owned({ conversations, company }: Desk): number {
  return conversations.filter(({ conversation }) => mineIn(company, conversation) === undefined).length;
}

function FreeRow({ slot }: { slot: number }) {
  return <div class="conv is-free"><span class="slot">{slot}</span><span class="muted">{t("free")}</span></div>;
}

interface RowProps {
  view: View;
  slot: number;
  current: boolean;
  seen: number | undefined;
}

function Row({ view, slot, current, seen }: RowProps) {
  const store = useStore();
  const there = presence(view, store.line.value === "open");
  const fresh = current ? 0 : unread(view, seen);
  return (
    <button
      class="conv"
      type="button"
      aria-current={current ? "true" : undefined}
      aria-keyshortcuts={shortcut(`go_${slot}`)}
      onClick={() => store.go(view.conversation)}
    >
      <span class="slot">{slot}</span>
      <span class="who">
        <Presence mark={there.mark} /><span class="vh">{t(there.name)}, </span>
        <span>{view.handle}</span>
        <ChannelIcon name={view.channel} />
        <span class="vh">, {useLabel(view.channel)}, {t(`lang_${view.locale}`)}</span>
      </span>
      {fresh > 0 ? <span class="new"><span class="vh">{t("unread")} </span>{fresh}</span> : <Tongue view={view} />}
      <Last view={view} />
      <span class="since">
        <Standing view={view} />
        <RiskChip level={view.risk ?? 0} />
      </span>
    </button>
  );
}

/** The language, where it is not the one of this desk. */
function Tongue({ view }: { view: View }) {
  if (view.locale === locale.value) return <span />;
  return <span class="chip tongue" aria-hidden="true">{view.locale.toUpperCase()}</span>;
}

function Last({ view }: { view: View }) {
  if (mode(view) === "hurry") return <span class="last"><b>{t("hurry")}</b> {t("hurry_dont")}</span>;
  const last = lastWords(view);
  return <span class="last" lang={view.locale}>{last === undefined ? "" : inPassing(view.conversation, last)}</span>;
}

/** Whose turn it is, and when it is safe to write; or that this one is a colleague's. */
function Standing({ view }: { view: View }) {
  const mine = mineIn(useStore().desk.value?.company ?? [], view.conversation);
  if (mine !== undefined) return <span>{t(`row_${mine.part}`)}</span>;
  return <><Since view={view} brief={(view.risk ?? 0) > 0} /><Careful view={view} /></>;
}

/** When it is safe to write, where that is not always. */
function Careful({ view: { phone, state } }: { view: View }) {
  const { writing = "now", stopped } = phone ?? {};
  if (writing === "now" || stopped === true || state !== "active") return null;
  return <span class="careful">{t(writing === "hours" ? "row_hours" : `safe_${writing}`)}</span>;
}
