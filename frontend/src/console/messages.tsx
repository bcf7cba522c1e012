/** The words of one conversation, newest at the foot; the seeker's on the best paper. */
import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Held } from "../shared/outbox";
import type { Shown, View } from "../shared/protocol";
import { sentence } from "./facts";
import { Fate, Time, type Talk } from "./fate";
import { doubtful, mode } from "./glance";
import type { Outgoing } from "./outgoing";
import type { Fact } from "./state";
import { Words } from "./shield/putaway";
import { useStore } from "./store";
import { Silence } from "./silence";
import { Before } from "./texting/earlier";
import { Pictures } from "./texting/picturebox";
import { clockTime, now } from "./time";
import { timeline, type Row } from "./timeline";
import { locale, t } from "./words";

/** So many pixels above the end one reads what was, and not what is. */
const FAR = 120;
const NONE: readonly Fact[] = [];

export function Messages({ view, focused }: { view: View; focused: boolean }) {
  const store = useStore();
  const facts = store.desk.value?.facts[view.conversation] ?? NONE;
  const me = store.desk.value?.me.name ?? "";
  const tongue = locale.value;
  const rows = useMemo(() => timeline(view, facts), [view.messages, view.pictures, facts]);
  const { conversation, handle, state } = view;
  const texting = view.phone !== undefined;
  const talk = useMemo(
    () => ({ conversation, handle, locale: view.locale, texting, open: state === "active", me }),
    [conversation, handle, view.locale, texting, state, me],
  );
  const drawn = useLines(rows, talk);
  const { box, below, toEnd } = useEnd(view.messages.at(-1)?.seq ?? 0);
  const held = store.mail.held.value.filter(({ body }) => body.conversation === view.conversation);
  // Who has left writes nothing, whatever was heard a moment before.
  const there = mode(view) === "talk" && view.presence !== "left" && store.line.value === "open";
  const writing = there && store.desk.value?.typing[view.conversation] === true;
  return (
    <div
      ref={box}
      class="scroll"
      tabIndex={0}
      role="log"
      aria-live={focused ? "polite" : "off"}
      aria-label={t("messages", { name: view.handle })}
    >
      {below && (
        <button class="btn tool below" type="button" onClick={() => { toEnd(); store.go(view.conversation); }}>
          <Icon d={icons.down} />{t("new_below")}
        </button>
      )}
      <p class="writing" aria-live="off" hidden={!writing}>
        <span class="dots" aria-hidden="true"><i /><i /><i /></span>{t("writing", { name: view.handle })}
      </p>
      <div class="words-of">
        <Before view={view} />
        <ol class="log">
          <li class="fact">{t("fact_waited", { time: clockTime(view.since, tongue) })}</li>
          {drawn}
          {held.map((each) => <Pending key={each.id} held={each} view={view} />)}
        </ol>
      </div>
    </div>
  );
}

interface Drawn {
  readonly row: Row;
  readonly line: VNode;
}

/** A line that has not changed is the very same again and costs nothing: one word more must not cost five hundred. */
function useLines(rows: readonly Row[], talk: Talk): readonly VNode[] {
  const before = useRef<{ talk: Talk; lines: ReadonlyMap<string, Drawn> }>({ talk, lines: new Map() });
  return useMemo(() => {
    const known = before.current.talk === talk ? before.current.lines : new Map<string, Drawn>();
    const lines = new Map(rows.map((row): [string, Drawn] => {
      const old = known.get(row.key);
      return [row.key, old !== undefined && same(old.row, row) ? old : { row, line: <Line key={row.key} row={row} talk={talk} /> }];
    }));
    before.current = { talk, lines };
    return [...lines.values()].map(({ line }) => line);
  }, [rows, talk]);
}

function same(before: Row, now: Row): boolean {
  const [old, fresh] = [Object.entries(before), new Map<string, unknown>(Object.entries(now))];
  return old.length === fresh.size && old.every(([name, value]) => fresh.get(name) === value);
}

/** Whoever reads further up is not moved by new words, but told of them. */
function useEnd(last: number) {
  const box = useRef<HTMLDivElement>(null);
  const [read, setRead] = useState(last);
  const [away, setAway] = useState(false);
  useEffect(() => {
    const scroll = box.current;
    const look = () => setAway(Math.abs(scroll?.scrollTop ?? 0) > FAR);
    scroll?.addEventListener("scroll", look, { passive: true });
    return () => scroll?.removeEventListener("scroll", look);
  }, []);
  useEffect(() => {
    if (!away) setRead(last);
  }, [away, last]);
  const toEnd = () => {
    if (box.current !== null) box.current.scrollTop = 0;
  };
  return { box, below: away && last > read, toEnd };
}

function Line({ row, talk }: { row: Row; talk: Talk }) {
  if (row.kind === "silence") return <Silence length={row.length} doubt={row.doubt} conversation={talk.conversation} />;
  if (row.kind === "pictures") return <Pictures pictures={row.pictures} name={talk.handle} />;
  if (row.kind === "fact") {
    const words = sentence(row.name, row.fact);
    return row.fact.happening === "exited" ? <li class="gap"><b>{words}</b></li> : <li class="fact">{words}</li>;
  }
  return <Bubble shown={row.shown} run={row.run} last={row.last} talk={talk} />;
}

interface BubbleProps {
  shown: Shown;
  run: boolean;
  last: boolean;
  talk: Talk;
}

function Bubble({ shown, run, last, talk }: BubbleProps) {
  const ours = shown.author !== "seeker";
  if (shown.author === "note") return <NoteBubble shown={shown} talk={talk} />;
  const { delivery } = shown;
  const lost = delivery === "not_delivered" || (delivery === "not_confirmed" && doubtful(shown, now.value));
  const automatic = shown.author === "helpline";
  const unsure = delivery === "not_confirmed" && !lost;
  const classes = ["msg", ours && "mine", run && "run", automatic && "auto", lost && "unsent", unsure && "on-its-way"];
  const voice = voiceOf(shown, talk);
  const named = ours && !run && voice !== t("you");
  return (
    <li class={classes.filter(Boolean).join(" ")} lang={talk.locale}>
      <span class={named ? "who" : "vh"} lang={locale.value}>{voice}{named ? "" : ": "}</span>
      {ours ? <div class="words">{shown.text}</div> : <Words conversation={talk.conversation} seq={shown.seq} text={shown.text} />}
      {ours ? <Fate shown={shown} last={last} lost={lost} talk={talk} /> : <Time at={shown.at} />}
    </li>
  );
}

function voiceOf(shown: Shown, { handle, me }: Talk): string {
  if (shown.author === "seeker") return handle;
  if (shown.author === "helpline") return t("helpline");
  return (shown.name ?? "") === "" || shown.name === me ? t("you") : (shown.name ?? "");
}

function NoteBubble({ shown, talk: { me, handle: seeker } }: { shown: Shown; talk: Talk }) {
  const mine = (shown.name ?? "") === "" || shown.name === me;
  return (
    <li class="msg note-line">
      <span class="who"><Icon d={icons.lock} />{mine ? t("note_mine", { seeker }) : t("note_by", { name: shown.name ?? "", seeker })}</span>
      <div class="words">{shown.text}</div>
      <Time at={shown.at} />
    </li>
  );
}

/** Words on their way: nothing for a second, then "Sending", then the honest "not sent yet". */
function Pending({ held, view }: { held: Held<Outgoing>; view: View }) {
  const progress = useStore().progress(held.id);
  const late = progress === "not_sent";
  const note = held.body.kind === "note";
  return (
    <li class={`msg ${note ? "note-line" : "mine"} ${late ? "unsent" : "on-its-way"}`} lang={view.locale}>
      <span class="vh" lang={locale.value}>{t("you")}: </span>
      <div class="words">{held.body.text}</div>
      {progress !== "quiet" && (
        <span class="state" lang={locale.value}><Icon d={icons.clock} />{t(late ? "not_sent" : "sending")}</span>
      )}
    </li>
  );
}
