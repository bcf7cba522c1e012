/** For supervisors: every open conversation of the line, to look into, to take over, or to give away; and its people. */
import { useEffect, useState } from "preact/hooks";
import type { Talk, Uuid } from "../../shared/protocol";
import { ChannelName } from "../channel";
import { channelOf } from "../channels";
import { closeDialog, Dialog } from "../dialog";
import { candidates } from "../handing/able";
import { RiskChip } from "../risk";
import { People } from "./people";
import { useStore } from "../store";
import { now, span } from "../time";
import { dialog } from "../ui";
import { t } from "../words";

/** It is looked again so often while it is open. */
const AGAIN = 4_000;
/** A risk from here on is high: one's own leaves with a reason only. */
const HIGH = 2;

export function LineSheet() {
  return <Dialog name="line" title={t("line_title")} look="wide">{dialog.value === "line" && <><Talks /><People /></>}</Dialog>;
}

function Talks() {
  const { visits } = useStore();
  useEffect(() => {
    visits.look();
    const timer = setInterval(() => visits.look(), AGAIN);
    return () => clearInterval(timer);
  }, []);
  const talks = visits.talks.value;
  if (talks === null) return <p class="muted" role="status">{t("connecting")}</p>;
  if (talks.length === 0) return <p class="muted">{t("line_empty")}</p>;
  return <ul class="line-talks">{talks.map((each) => <li key={each.conversation}><One talk={each} /></li>)}</ul>;
}

function One({ talk }: { talk: Talk }) {
  const store = useStore();
  const [giving, setGiving] = useState(false);
  const { conversation, handle, channel, locale, since, name = "", risk = 0, holder } = talk;
  const me = store.desk.value?.me.id;
  const theirs = holder !== undefined && holder !== me;
  const here = store.desk.value?.conversations.some((view) => view.conversation === conversation) === true;
  const go = (sent: boolean) => { if (sent) closeDialog(); };
  return (
    <div class="line-talk">
      <p class="row">
        <b>{handle}</b> <ChannelName name={channel} /> <span>{t(`lang_${locale}`)}</span> <RiskChip level={risk} />
        <span class="muted">{t(name === "" ? "line_waits" : "line_with", { name, time: span(now.value - since) })}</span>
      </p>
      <div class="row">
        {theirs && !here && <button class="btn tool" type="button" onClick={() => go(store.visits.watch(conversation))}>{t("watch")}</button>}
        {theirs && <button class="btn tool" type="button" onClick={() => go(store.visits.takeOver(conversation))}>{t("alert_take")}</button>}
        <button class="btn tool" type="button" aria-expanded={giving} onClick={() => setGiving(!giving)}>{t("give")}</button>
      </div>
      {giving && <Give talk={talk} done={() => setGiving(false)} />}
    </div>
  );
}

function Give({ talk, done }: { talk: Talk; done: () => void }) {
  const store = useStore();
  const desk = store.desk.value;
  const [reason, setReason] = useState("");
  if (desk === null) return null;
  const { conversation, channel, holder, risk = 0 } = talk;
  const load = { ...talk, live: channelOf(desk.channels, channel).live };
  const people = candidates(desk.team, { ...desk.me, id: holder ?? "" }, load);
  const mine = holder === desk.me.id && risk >= HIGH;
  const give = (to: Uuid) => {
    if (!store.visits.reassign(conversation, to, mine ? reason.trim() : "")) return;
    store.visits.look();
    done();
  };
  return (
    <div class="stack" role="group" aria-label={t("give_who")}>
      {mine && (
        <label>{t("held_why")} <input class="line" maxLength={200} autocomplete="off" value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
      )}
      {people.length === 0 && <p class="muted">{t("hand_nobody")}</p>}
      {people.map(({ person: { id, name, held, capacity }, unable }) => (
        <button key={id} class="btn tool pick" type="button" aria-disabled={unable !== null} onClick={() => { if (unable === null) give(id); }}>
          {unable === null ? t("team_one", { name, held, capacity }) : t(`hand_${unable}`, { name })}
        </button>
      ))}
    </div>
  );
}
