/** Overflow to another line: a supervisor switches it on and off, and everybody sees who did, to where and until when. */
import { useState } from "preact/hooks";
import type { Overflowing } from "../shared/protocol";
import { closePanel, Popover } from "./popover";
import type { Desk } from "./state";
import { useStore } from "./store";
import { clockTime } from "./time";
import { locale, t } from "./words";

const SECONDS = [60, 180, 300, 600] as const;
const HOURS = [1, 2, 4, 8] as const;

/** Nothing where there is no other line, and nothing goes over. */
export function Overflow({ desk }: { desk: Desk }) {
  const going = desk.overflows.find(({ here }) => here !== true);
  const coming = desk.overflows.filter(({ here }) => here === true);
  const may = desk.me.supervisor && (desk.lines.length > 0 || going !== undefined);
  return (
    <>
      {coming.map((each) => <Mark key={each.line} each={each} words={t("overflow_from", { line: each.line })} short={t("other_line", { line: each.line })} />)}
      {may && <Switch desk={desk} going={going} />}
      {!may && going !== undefined && <Mark each={going} words={t("overflow_to", { to: going.to })} short={t("overflow")} />}
    </>
  );
}

/** That it is on, in few words; pressed, it says who switched it on, since when and until when. */
function Mark({ each, words, short }: { each: Overflowing; words: string; short: string }) {
  return (
    <Popover name={`overflow ${each.line}`} label={words} look="btn tool orders care" face={<Face words={words} short={short} />}>
      <p tabIndex={-1} data-first>{told(each)}</p>
    </Popover>
  );
}

function Face({ words, short }: { words: string; short: string }) {
  return <><span class="long">{words}</span><span class="short" aria-hidden="true">{short}</span></>;
}

function Switch({ desk, going }: { desk: Desk; going: Overflowing | undefined }) {
  const words = going === undefined ? t("overflow") : t("overflow_to", { to: going.to });
  return (
    <Popover name="overflow" label={words} look={going === undefined ? "btn tool orders" : "btn tool orders care"} face={<Face words={words} short={t("overflow")} />}>
      {going === undefined ? <Begin desk={desk} /> : <End going={going} />}
    </Popover>
  );
}

function End({ going }: { going: Overflowing }) {
  const store = useStore();
  const end = () => { if (store.post({ type: "end_overflow" })) closePanel(); };
  return (
    <>
      <p><b>{told(going)}</b></p>
      <p>{t("overflow_stays")}</p>
      <button class="btn tool main" type="button" aria-disabled={store.line.value !== "open"} onClick={end}>{t("overflow_end")}</button>
    </>
  );
}

function Begin({ desk }: { desk: Desk }) {
  const store = useStore();
  const [to, setTo] = useState(desk.lines[0]?.slug ?? "");
  const [after, setAfter] = useState<number>(SECONDS[1]);
  const [hours, setHours] = useState<number>(HOURS[1]);
  const begin = (event: Event) => {
    event.preventDefault();
    if (store.post({ type: "overflow", to, after, minutes: hours * 60 })) closePanel();
  };
  return (
    <form class="handing" onSubmit={begin}>
      <p>{t("overflow_what")}</p>
      <span class="labelled">
        <label for="overflow-to">{t("overflow_line")}</label>
        <select id="overflow-to" data-first value={to} onChange={(event) => { setTo(event.currentTarget.value); }}>
          {desk.lines.map(({ slug, name }) => <option key={slug} value={slug}>{name}</option>)}
        </select>
      </span>
      <span class="labelled">
        <label for="overflow-after">{t("overflow_after")}</label>
        <select id="overflow-after" value={after} onChange={(event) => { setAfter(Number(event.currentTarget.value)); }}>
          {SECONDS.map((each) => <option key={each} value={each}>{t("overflow_minutes", { count: each / 60 })}</option>)}
        </select>
      </span>
      <span class="labelled">
        <label for="overflow-hours">{t("overflow_for")}</label>
        <select id="overflow-hours" value={hours} onChange={(event) => { setHours(Number(event.currentTarget.value)); }}>
          {HOURS.map((each) => <option key={each} value={each}>{t("overflow_hours", { count: each })}</option>)}
        </select>
      </span>
      <button class="btn tool main" type="submit" aria-disabled={store.line.value !== "open"}>{t("overflow_begin")}</button>
    </form>
  );
}

function told({ line, to, after, by, since, until }: Overflowing): string {
  const times = { since: clockTime(since, locale.value), until: clockTime(until, locale.value) };
  return t("overflow_told", { line, to, minutes: Math.max(1, Math.round(after / 60)), by: by === "" ? t("overflow_somebody") : by, ...times });
}
