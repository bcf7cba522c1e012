/** What the steps told, as sentences between the messages; of what is not here, nothing is said. */
import type { Happening } from "../shared/protocol";
import { riskName } from "./risk";
import type { Fact } from "./state";
import { read } from "./texting/phone";
import { clockTime, timeOfDay } from "./time";
import { locale, t, type Name } from "./words";

const TOLD: Readonly<Partial<Record<Happening, Name>>> = {
  accepted: "fact_accepted",
  exited: "fact_exited",
  seeker_left: "fact_left",
  ended: "fact_ended",
  seeker_silent: "fact_silent",
  seeker_returned: "fact_returned",
  kept: "fact_kept",
  erased: "fact_erased",
  stopped: "fact_stopped",
  started: "fact_started",
  asked_for_help: "fact_help",
  revealed: "fact_revealed",
  looked: "fact_looked",
  hand_up: "fact_hand_up",
  hand_down: "fact_hand_down",
  acknowledged: "fact_seen",
  let_go: "fact_let_go",
  erasing: "fact_erasing",
  not_matched: "fact_not_matched",
  blocked: "fact_blocked",
  paused: "fact_paused",
  returned: "fact_back",
  wished: "fact_wished",
  asked: "fact_asked",
  handed: "fact_handed",
  guest_asked: "fact_guest_asked",
  guest_not: "fact_guest_not",
  guest_came: "fact_guest_came",
  guest_shown: "fact_guest_shown",
  guest_left: "fact_guest_left",
  watched: "fact_watched",
  unwatched: "fact_unwatched",
  reassigned: "fact_reassigned",
  decided: "fact_decided",
  partner_named: "fact_partner_named",
  sent_back: "fact_sent_back",
  law_holds: "fact_law_holds",
  law_ends: "fact_law_ends",
};

/** The name of its sentence, if it is told at all. */
export function told({ happening, risk, detail }: Fact): Name | undefined {
  if (happening === "flagged") return risk > 0 ? "fact_flagged" : "fact_unflagged";
  if (happening === "matched") return detail === "first" ? "fact_agreed" : "fact_matched";
  if (happening === "pictures") return declined(detail);
  if (happening === "writing") return `fact_writing_${read(detail).writing}`;
  if (happening === "ready") return detail === "words" ? undefined : "fact_ready";
  if (happening === "unasked") return UNASKED[detail];
  if (happening === "resumed") return RESUMED[detail];
  if (happening === "partner_answer") return PARTNER[detail];
  return TOLD[happening];
}

/** What became of a question to a colleague, where it was no yes. */
const UNASKED: Readonly<Record<string, Name>> = {
  declined: "fact_unasked_declined", lapsed: "fact_unasked_lapsed", withdrawn: "fact_unasked_withdrawn",
};

/** What they answered about a partner. */
const PARTNER: Readonly<Record<string, Name>> = {
  yes: "fact_partner_yes", police: "fact_partner_police", no: "fact_partner_no",
};

/** How a pause was ended: by pressing, or by time; words speak for themselves. */
const RESUMED: Readonly<Record<string, Name>> = { "": "fact_resumed", over: "fact_pause_over" };

/** Pictures that a line takes are told of where they stand; of those it declines, this is all there is. */
function declined(detail: string): Name | undefined {
  if (!detail.startsWith("declined")) return undefined;
  return detail === "declined:1" ? "fact_picture" : "fact_pictures";
}

export function sentence(name: Name, { at, risk, detail }: Fact): string {
  const { begins, ends } = read(detail);
  return t(name, {
    time: clockTime(at, locale.value),
    risk: t(riskName(risk)),
    count: detail.split(":")[1] ?? "",
    from: timeOfDay(begins, locale.value),
    until: timeOfDay(ends, locale.value),
  });
}
