/** A long silence between two messages; where the phone may have changed hands in it, what can be done. */
import type { Milliseconds, Seq, Uuid } from "../shared/protocol";
import { StillThem } from "./texting/doubt";
import { span } from "./time";
import { CHANGED_HANDS } from "./timeline";
import { t } from "./words";

const HOUR = 60 * 60_000;

interface Props {
  length: Milliseconds;
  /** The number of their first words after it, if they may be somebody else's; else 0. */
  doubt: Seq;
  conversation: Uuid;
}

export function Silence({ length, doubt, conversation }: Props) {
  return (
    <>
      <li class="gap"><span>{length < CHANGED_HANDS ? t("silence", { span: span(length) }) : later(length)}</span></li>
      {doubt > 0 && <StillThem conversation={conversation} since={doubt} />}
    </>
  );
}

/** In whole hours, and from two days on in days. */
function later(length: Milliseconds): string {
  const hours = Math.round(length / HOUR);
  return hours < 48 ? t("later_hours", { count: hours }) : t("later_days", { count: Math.round(hours / 24) });
}
