/** Between which times of the day it is safe to write, as two fields; nothing holds before it is set. */
import { useState } from "preact/hooks";
import type { Uuid } from "../../shared/protocol";
import { useStore } from "../store";
import { clockIn, slowly } from "../time";
import { locale, t } from "../words";
import type { Known } from "./phone";

const DAY = 1440;
/** Where nothing was set yet: a guess that is easily changed. */
const USUAL = { begins: 9 * 60, ends: 17 * 60 } as const;

interface Props {
  conversation: Uuid;
  phone: Known;
  close: () => void;
}

export function HoursForm({ conversation, phone, close }: Props) {
  const { caution, line } = useStore();
  const start = phone.writing === "hours" ? phone : USUAL;
  const [from, setFrom] = useState(clock(start.begins));
  const [until, setUntil] = useState(clock(start.ends));
  const same = from === until;
  const ready = line.value === "open" && !same && from !== "" && until !== "";
  function submit(event: Event): void {
    event.preventDefault();
    if (!ready) return;
    // The end of the day is its last minute's end; as a beginning, midnight is the first.
    caution.write(conversation, "hours", { begins: minutes(from), ends: minutes(until) || DAY });
    close();
  }
  return (
    <form class="hours" onSubmit={submit}>
      <TimeField label={t("hours_from")} value={from} set={setFrom} />
      <TimeField label={t("hours_until")} value={until} set={setUntil} />
      <p class="tiny muted">{whose(phone.zone)}</p>
      <p class="trouble" role="status" hidden={!same}>{same ? t("hours_same") : ""}</p>
      <button class="btn tool main" type="submit" aria-disabled={!ready}>{t("hours_set")}</button>
    </form>
  );
}

function TimeField({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  return (
    <label>
      {label}
      <input class="field" type="time" value={value} onInput={(event) => { set(event.currentTarget.value); }} />
    </label>
  );
}

/** By whose clock the hours count: a counsellor may sit under another one. */
function whose(zone: string): string {
  const time = clockIn(zone, slowly.value, locale.value);
  if (zone === "" || time === null) return t("hours_what");
  const place = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return t("hours_where", { place, time });
}

/** 540 as "09:00", the way a time field wants it; the end of the day as midnight. */
function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
