/** One row per conversation, each at its number; a freed number stays where it was. */
import { Presence } from "../shared/icon";
import type { View } from "../shared/protocol";
import { ChannelIcon, useLabel } from "./channel";
import { lastWords, mode, presence, stuck, turn, unread } from "./glance";
import { onHold } from "./hold";
import { find, type Desk } from "./state";
import { useStore } from "./store";
import { A_MOMENT, now, span } from "./time";
import { locale, t } from "./words";
import { RiskChip } from "./risk";

export function Rows({ desk }: { desk: Desk }) {
  const store = useStore();
  return (
    <section class="mine" aria-labelledby="yours" data-pane>
      <h2 id="yours">
        {t("yours")} <span class="num">{t("yours_count", { held: desk.conversations.length, capacity: desk.me.capacity })}</span>
      </h2>
      {desk.slots.length === 0 && <p class="none muted">{t("none_yours")}</p>}
      <div class="convs">
        {desk.slots.map((id, place) => {
          const view = find(desk, id);
          if (view === undefined) return <FreeRow key={place} slot={place + 1} />;
          const current = store.focus.value === id;
          return <Row key={place} view={view} slot={place + 1} current={current} seen={store.seen.value[view.conversation]} />;
        })}
      </div>
    </section>
  );
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
      aria-keyshortcuts={`Alt+${slot}`}
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
        <Since view={view} />
        <Careful view={view} />
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
  return <span class="last" lang={view.locale}>{lastWords(view)?.text ?? ""}</span>;
}

/** When it is safe to write, where that is not always. */
function Careful({ view: { phone, state } }: { view: View }) {
  const { writing = "now", stopped } = phone ?? {};
  if (writing === "now" || stopped === true || state !== "active") return null;
  return <span class="careful">{t(writing === "hours" ? "row_hours" : `safe_${writing}`)}</span>;
}

function Since({ view }: { view: View }) {
  if (view.state === "wrap_up") return <span class="mine-turn">{t("wrapping")}</span>;
  if (view.phone?.stopped === true) return <span class="mine-turn"><span class="long">{t("row_stopped")}</span><span class="short" aria-hidden="true">STOP</span></span>;
  if (mode(view) === "hurry") return <span class="mine-turn short">{t("hurry_short")}</span>;
  if (stuck(view, now.value) !== undefined) return <span class="mine-turn">{t("check_text")}</span>;
  const hold = onHold(view, now.value);
  if (hold !== null) return <span>{t(`row_${hold}`)}</span>;
  const { ours, since } = turn(view);
  const gone = now.value - since;
  const long = gone < A_MOMENT ? t("just_now") : span(gone);
  if (ours) return <span class="mine-turn"><span class="long">{t("your_turn")} </span>{long}</span>;
  return <span><span class="long">{t("you_wrote")} </span>{gone < A_MOMENT ? long : t("ago", { span: long })}</span>;
}
