/** What the strip above the composer says: a short fact, what follows from it, and whether it needs a look. */
import * as icons from "../../shared/icons";
import { clockTime, span, timeOfDay } from "../time";
import { locale, t } from "../words";
import type { Known } from "./phone";
import type { Standing } from "./standing";

export interface Said {
  readonly icon: string;
  readonly head: string;
  readonly what: string;
  /** Nothing is lost, but it needs a look. */
  readonly care: boolean;
}

/** Null where there is nothing to say: it is safe, and will be for a while. */
export function says(holds: Standing, now: number): Said | null {
  switch (holds.obstacle) {
    case "opted_out":
      return care(icons.stop, t("strip_stopped"), t("strip_stopped_what"));
    case "window_closed":
      return care(icons.lock, t("strip_closed"), t("strip_closed_what"));
    case "never_first":
      return care(icons.hand, t("strip_never"), t("strip_never_what"));
    case "ask_first":
      return asking(holds, now);
    case "not_these_hours":
      return care(icons.clock, hours(holds.phone), t("strip_hours_out"));
    case null:
      return open(holds);
  }
}

/** Once the question is out, it is their turn. */
function asking({ asked, heard = 0 }: Standing, now: number): Said {
  if (asked === undefined) return care(icons.ask, t("strip_ask"), t("strip_ask_what", { span: span(now - heard) }));
  return care(icons.ask, t("strip_asked", { time: clockTime(asked.at, locale.value) }), t("strip_asked_what"));
}

function open(holds: Standing): Said | null {
  const { phone, left, answerBy = 0 } = holds;
  const answer = t("strip_open", { time: clockTime(answerBy, locale.value) });
  const closing = left === undefined ? "" : t("strip_left", { span: span(left) });
  if (phone.writing === "hours") return calm(icons.clock, hours(phone), closing);
  if (phone.writing === "ask") return calm(icons.ask, answer, `${t("strip_ask_open")} ${closing}`);
  if (phone.writing === "never") return calm(icons.hand, answer, `${t("strip_never_open")} ${closing}`);
  return left === undefined ? null : calm(icons.clock, closing, t("strip_left_what"));
}

function hours({ begins, ends }: Known): string {
  return t("strip_hours", { from: timeOfDay(begins, locale.value), until: timeOfDay(ends, locale.value) });
}

function care(icon: string, head: string, what: string): Said {
  return { icon, head, what, care: true };
}

function calm(icon: string, head: string, what: string): Said {
  return { icon, head, what: what.trim(), care: false };
}
