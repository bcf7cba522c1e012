/** The offer's reserved slot: it rings, it lapses, it stands empty, and never changes its size or place. */
import { useRef } from "preact/hooks";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Asked } from "../shared/protocol";
import { useLabel } from "./channel";
import { Key } from "./commands/key";
import { shortcut } from "./commands/registry";
import type { LostOffer } from "./offers";
import type { Desk } from "./state";
import { useStore, type LineState } from "./store";
import { now, span } from "./time";
import { refusal, t, type Cause, type Name } from "./words";
import { startShift } from "./me";
import { First } from "./why";
import { WhyLater } from "./whylater";

/** How long the slot goes on saying what became of the last offer. */
const SAID_FOR = 60_000;
const USUAL = 30;

export function OfferSlot({ desk }: { desk: Desk }) {
  const offer = useStore().offers.open.value;
  return offer === null ? <Empty desk={desk} /> : <Ringing key={offer.conversation} offer={offer} />;
}

function Ringing({ offer }: { offer: Asked }) {
  const store = useStore();
  const { channel, locale, since, why, presence, line = "", giver = "" } = offer;
  const more = (store.desk.value?.offers.length ?? 1) - 1;
  return (
    <section class="offer is-ringing" aria-labelledby="offer-h" data-pane>
      <div class="what">
        <Ring until={offer.until} />
        <b id="offer-h">{t("offer_what", { channel: useLabel(channel), language: t(`lang_${locale}`) })}</b>
        <span class="muted"><Waited since={since} />{line !== "" && ` ${t("other_line", { line })}. `}{giver !== "" && ` ${t("partner_from", { line: giver })}. `}{more > 0 && ` ${t("offer_more", { count: more })}`} <First why={why} />{presence === "quiet" && ` ${t("offer_quiet")}`}</span>
      </div>
      <div class="go">
        <button class="btn main tool" type="button" aria-keyshortcuts={shortcut("take")} onClick={() => store.offers.accept()}>
          {t("take")} <Key of="take" />
        </button>
        <button class="btn tool" type="button" aria-keyshortcuts={shortcut("later")} onClick={() => store.offers.decline()}>
          {t("later")} <Key of="later" />
        </button>
        <WhyLater />
      </div>
    </section>
  );
}

function Waited({ since }: { since: number }) {
  return <>{t("waited", { span: span(now.value - since) })}</>;
}

/** Steps once a second, and once in five for those who asked for less movement. */
function Ring({ until }: { until: number }) {
  const first = useRef(0);
  const left = Math.max(0, Math.ceil((until - now.value) / 1_000));
  if (first.current === 0) first.current = Math.max(USUAL, left);
  const calm = typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = calm ? Math.ceil(left / 5) * 5 : left;
  return (
    <svg class="ring" viewBox="0 0 48 48" role="img" aria-label={t("offer_left", { count: shown })}>
      <circle cx="24" cy="24" r="20" />
      <circle
        cx="24" cy="24" r="20" pathLength={first.current}
        stroke-dasharray={`${shown} ${first.current}`} transform="rotate(-90 24 24)"
      />
      <text x="24" y="24.5">{shown}</text>
    </svg>
  );
}

interface Said {
  readonly head: string;
  readonly then: string;
  readonly icon: string;
}

function Empty({ desk }: { desk: Desk }) {
  const store = useStore();
  const said =
    cut(store.line.value, store.stuck.value)
    ?? whatNow(desk, store.offers.lost.value, now.value)
    ?? fromRefusal(store.offers.refused.value, desk)
    ?? standing(desk);
  return (
    <section class="offer is-empty" aria-label={said.head} data-pane>
      <div class="what">
        <span class="cup"><Icon d={said.icon} /></span>
        <b role="status">{said.head}</b>
        <span class="muted">{said.then}</span>
      </div>
      {desk.me.status !== "here" && (
        <div class="go one">
          <button class={desk.conversations.length > 0 ? "btn main tool" : "btn tool"} type="button" onClick={() => startShift(store)}>
            {t(desk.me.status === "away" ? "start_shift" : "be_here")}
          </button>
        </div>
      )}
    </section>
  );
}

function say(head: Name, then: Name, icon: string): Said {
  return { head: t(head), then: t(then), icon };
}

/** Without a line no offer can come, however much room there is. */
function cut(line: LineState, stuck: boolean): Said | null {
  if (stuck) return say("stuck", "cut_off_next", icons.cut);
  return line === "lost" ? say("cut_off", "cut_off_next", icons.cut) : null;
}

function whatNow(desk: Desk, lost: LostOffer | null, at: number): Said | null {
  if (lost === null || desk.me.status === "away" || at - lost.at > SAID_FOR) return null;
  if (lost.how === "lapsed") return say("lapsed", "lapsed_next", icons.clock);
  return say(lost.how === "left" ? "left_queue" : "taken_elsewhere", "taken_next", icons.check);
}

/** Why it came to nothing, and then how things stand: full hands are offered nothing. */
function fromRefusal(code: Cause | null, desk: Desk): Said | null {
  return code === null ? null : { ...standing(desk), head: refusal(code), icon: icons.ask };
}

function standing({ me, conversations, aside }: Desk): Said {
  if (aside && me.status !== "here") return say(me.status === "away" ? "aside_away" : "aside_resting", "aside_next", icons.clock);
  if (me.status === "away") return say("away_now", "away_next", icons.cup);
  if (me.status === "resting") return say("resting_now", "resting_next", icons.pause);
  if (conversations.length >= me.capacity) return say("full", "full_next", icons.hand);
  return say("room", "room_next", icons.cup);
}
