/** The top bar: where am I, is it working, how am I. */
import { Icon, Presence } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Channel } from "../shared/protocol";
import { ChannelIcon, useLabel } from "./channel";
import { stuck } from "./glance";
import { MeMenu } from "./me";
import { page } from "./page";
import { TOP } from "./places";
import type { Desk } from "./state";
import { useStore } from "./store";
import { now, span } from "./time";
import { dialog } from "./ui";
import { t } from "./words";

/** After this long without a frame (the server beats every 10 s) the age of the last one is shown. */
const STILL_LIVE = 15_000;

export function TopBar() {
  const desk = useStore().desk.value;
  return (
    <header class="top" data-pane>
      <h1>{desk?.me.line ?? t("title")}</h1>
      <Health />
      <div class="acts tools">{desk !== null && TOP.map((Piece, place) => <Piece key={place} desk={desk} />)}</div>
      <div class="acts">
        {desk !== null && <MeMenu desk={desk} />}
        <button class="btn tool keysbtn" type="button" onClick={() => { dialog.value = "keys"; }}>
          <kbd aria-hidden="true">?</kbd>
          <span class="vh">{t("all_keys")}</span>
        </button>
      </div>
    </header>
  );
}

function Health() {
  const store = useStore();
  const line = store.line.value;
  const desk = store.desk.value;
  if (line === "lost" || store.stuck.value) return <Lost />;
  return (
    <div class="health" role="group" aria-label={t("channels")}>
      <span><Presence mark={line === "open" ? "here" : "quiet"} /><Live /></span>
      {line === "open" && <Unsent />}
      {line === "open" && <Waiting desk={desk} />}
    </div>
  );
}

function Lost() {
  const store = useStore();
  const stuck = store.stuck.value;
  const long = !stuck && now.value - store.lostAt.value > 30_000;
  return (
    <div class="health lost" role="group" aria-label={t("channels")}>
      <span class="chip care"><Icon d={icons.cut} />{t(stuck ? "stuck" : "cut_off")}</span>
      <button class="linkish" type="button" onClick={() => store.retry()}>{t("again")}</button>
      <Unsent quiet />
      {long && <a href={`${page.login}?next=${location.pathname}`}>{t("sign_in")}</a>}
    </div>
  );
}

function Live() {
  const store = useStore();
  const line = store.line.value;
  if (line !== "open") return <>{t(line === "catching_up" ? "catching_up" : "connecting")}</>;
  const silent = now.value - store.heard.value;
  return <>{silent > STILL_LIVE ? t("heard", { span: span(silent) }) : t("live")}</>;
}

/** Only channels on which somebody waits: how many there are must push nothing else out of sight. */
function Waiting({ desk }: { desk: Desk | null }) {
  const names = [...new Set(desk?.queue.map(({ channel }) => channel))];
  if (names.length === 0) return <span>{t("waiting_none")}</span>;
  return <>{names.map((name) => <Waits key={name} name={name} />)}</>;
}

function Waits({ name }: { name: Channel }) {
  const channel = useLabel(name);
  const queue = useStore().desk.value?.queue.filter((row) => row.channel === name) ?? [];
  const longest = Math.min(...queue.map(({ since }) => since));
  const count = t("waits", { count: queue.length, span: span(now.value - longest) });
  return <span><ChannelIcon name={name} />{t("queue_of", { channel, count })}</span>;
}

/** How many are not sent yet; without any, nothing while the line is away. */
function Unsent({ quiet = false }: { quiet?: boolean }) {
  const store = useStore();
  const count = store.mail.held.value.filter(({ id }) => store.progress(id) === "not_sent").length;
  if (count === 0 && quiet) return null;
  const stuckTexts = store.desk.value?.conversations.filter((view) => stuck(view, now.value) !== undefined).length ?? 0;
  if (count === 0 && stuckTexts > 0) {
    return <span class="chip care"><Icon d={icons.warning} />{t("texts_to_check", { count: stuckTexts })}</span>;
  }
  if (count === 0) return <span><Icon d={icons.check} />{t("all_sent")}</span>;
  return <span class="chip care"><Icon d={icons.clock} />{t("unsent_count", { count })}</span>;
}
