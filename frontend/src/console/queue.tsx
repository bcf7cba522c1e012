/** Who waits and who is here: the queue is read, not picked from; "Take the next one" takes the first. */
import { Presence } from "../shared/icon";
import type { Colleague, Locale, Waiting } from "../shared/protocol";
import { ChannelIcon, useLabel } from "./channel";
import { Key } from "./commands/key";
import { shortcut } from "./commands/registry";
import { STATUS_MARKS } from "./glance";
import { DoorLine } from "./lastorders";
import type { Desk } from "./state";
import { useStore } from "./store";
import { clockTime, now, span } from "./time";
import { First, reasons } from "./why";
import { locale, t } from "./words";

const SHOWN = 5;

export function QueueBox({ desk }: { desk: Desk }) {
  const store = useStore();
  const { queue, me, conversations } = desk;
  const lends = desk.overflows.some(({ here }) => here === true);
  const skills = desk.team.find(({ id }) => id === me.id)?.skills;
  const suits = (row: Waiting) => me.languages.includes(row.locale) && skills?.includes(row.skill ?? "") !== false;
  const free = lends || queue.some((row) => row.offered !== true && suits(row));
  const nobody = t(lends ? "waiting_none_here" : "waiting_none");
  const rings = store.offers.open.value !== null;
  const able = rings || (free && me.status !== "away" && conversations.length < me.capacity);
  return (
    <section class="queue" aria-labelledby="q" data-pane>
      <h2 id="q">{t("waiting")} <AsOf /> {queue.length > 0 && <span class="num"><Sum queue={queue} /></span>}</h2>
      <p class="sum muted"><AsOf /> {queue.length > 0 ? <>{t("waiting")}{" "}<Sum queue={queue} /></> : nobody}</p>
      <button
        class="btn tool wide" type="button" aria-keyshortcuts={shortcut("next")} aria-disabled={!able}
        onClick={() => { if (able) store.offers.next(); }}
      >
        {t("next_one")} <Key of="next" />
      </button>
      <div class="line-up">
        {queue.length === 0 && <p class="none muted">{nobody}</p>}
        <ol>{queue.slice(0, SHOWN).map((row, place) => <QueueRow key={place} row={row} languages={me.languages} />)}</ol>
        {queue.length > SHOWN && <p class="none muted tiny">{t("more_waiting", { count: queue.length - SHOWN })}</p>}
      </div>
      <DoorLine desk={desk} />
    </section>
  );
}

/** Without a line these are memories, and say of when. */
function AsOf() {
  const store = useStore();
  if (store.line.value === "open") return null;
  return <span class="tiny muted">{t("as_of", { time: clockTime(store.heard.value, locale.value) })}</span>;
}

function Sum({ queue }: { queue: readonly Waiting[] }) {
  const longest = Math.min(...queue.map(({ since }) => since));
  return <>{t("waiting_sum", { count: queue.length, span: span(now.value - longest) })}</>;
}

function QueueRow({ row, languages }: { row: Waiting; languages: readonly Locale[] }) {
  return (
    <li>
      <ChannelIcon name={row.channel} />
      <span title={reasons(row.why)}>
        {t("offer_what", { channel: useLabel(row.channel), language: row.locale.toUpperCase() })}{" "}
        <First why={row.why} /> <span class="why">{why(row, languages)}</span>
      </span>
      <span class="num">{span(now.value - row.since)}</span>
    </li>
  );
}

function why(row: Waiting, languages: readonly Locale[]): string {
  if (row.presence === "quiet") return t("why_quiet");
  if (row.offered === true) return t("why_offered");
  if (row.again === true) return t("why_again");
  return languages.includes(row.locale) ? "" : t("why_language", { language: t(`lang_${row.locale}`) });
}

export function Team({ desk }: { desk: Desk }) {
  const others = desk.team.filter(({ name, status }) => status !== "away" && name !== desk.me.name);
  return (
    <section class="crew" aria-labelledby="tm">
      <h2 id="tm">{t("team")} <AsOf /></h2>
      <div class="team">
        {others.length === 0 && <span>{t("team_none")}</span>}
        {others.map((each) => <span key={each.name}><Presence mark={STATUS_MARKS[each.status]} />{colleague(each)}</span>)}
      </div>
    </section>
  );
}

function colleague({ name, status, held, capacity }: Colleague): string {
  return status === "resting" ? t("team_resting", { name }) : t("team_one", { name, held, capacity });
}
