/** One conversation as it is moved on: by a step, by a hint of presence, by what is known of its phone. */
import type { Happening, Phone, SeekerPresence, Step, View, WrapUp } from "../shared/protocol";
import { refer } from "./partners/referred";
import { deliver } from "./shown";
import { pictured } from "./texting/pictures";

/** A risk from here on is high: somebody else must agree before it is let go. */
const HIGH = 2;

/**
 * `newest` is false for a step that came after a later one: its state is history already. `overtaken` is one
 * that a later one has undone.
 */
export function happen(view: View, step: Step, newest: boolean, overtaken: boolean): View {
  const moved = newest ? enter(view, step.state) : view;
  switch (step.happening) {
    case "flagged":
      return flagged(moved, step.risk ?? 0, newest);
    case "let_go":
      return newest ? holding(moved, false) : moved;
    case "exited":
      return present(moved, "left_in_a_hurry");
    case "returned":
      return { ...moved, presence: "here" };
    case "kept":
    case "wished":
      return newest && step.detail !== undefined ? { ...moved, kept: step.detail } : moved;
    case "seeker_left":
      return present(moved, "left");
    case "ready":
      return set(moved, false, moved.paused);
    case "paused":
    case "resumed":
      return overtaken || moved.state !== "active" ? moved : set(moved, moved.unready === true, until(step));
    case "erased":
      return { ...moved, messages: [], ...(moved.pictures === undefined ? {} : { pictures: [] }) };
    case "pictures":
    case "picture":
      return { ...moved, pictures: pictured(moved.pictures ?? [], step) };
    case "law_holds":
    case "law_ends":
      return overtaken ? moved : bound(moved, Number(step.detail ?? 0));
    case "partner_named":
    case "partner_answer":
      return overtaken ? moved : refer(moved, step);
    case "delivery":
      return { ...moved, messages: moved.messages.map((shown) => deliver(shown, step)) };
    default:
      return moved;
  }
}

/** One that was high once is marked as that, also when the flag is taken back. */
function flagged(view: View, risk: number, newest: boolean): View {
  const marked = risk >= HIGH ? { ...view, was_high: true } : view;
  return newest ? holding({ ...marked, risk }, risk >= HIGH) : marked;
}

/** Whether somebody else must agree before it is let go; as a snapshot says it, only when it is so. */
function holding({ held: _, ...view }: View, held: boolean): View {
  return held ? { ...view, held } : view;
}

/** Till when a law has it kept; nothing is said of one that it has not. */
function bound({ law: _, ...view }: View, law: number): View {
  return law > 0 ? { ...view, law } : view;
}

/** Whether both are about a pause, so that the later one says how it stands. */
export function pauses(one: Happening, other: Happening): boolean {
  const both: readonly Happening[] = [one, other];
  return both.every((each) => each === "paused" || each === "resumed");
}

/** Till when they paused; of a pause that was over before this was read, nothing is told. */
function until({ happening, detail = "" }: Step): number | undefined {
  return happening === "paused" && detail !== "" ? Number(detail) : undefined;
}

/** Whether they may be written to, as far as they say. */
function set(view: View, unready: boolean, paused: number | undefined): View {
  if ((view.unready ?? false) === unready && view.paused === paused) return view;
  const { paused: _, ...rest } = view;
  return { ...rest, unready, ...(paused === undefined ? {} : { paused }) };
}

/** Only in a talk is anybody waited for. */
function enter(view: View, state: View["state"]): View {
  const entered = move(view, state);
  return state === "active" ? entered : set(entered, false, undefined);
}

/** A talk that is over has nobody at the other end, until somebody comes back. */
function move(view: View, state: View["state"]): View {
  if (view.presence === "left_in_a_hurry" || view.state === state) return { ...view, state };
  if (state === "wrap_up") return { ...view, state, presence: "left" };
  return view.state === "wrap_up" ? { ...view, state, presence: "here" } : { ...view, state };
}

/** A hint counts as long as the talk goes on; only coming back by a number takes a quick exit back. */
export function hinted(view: View, presence: SeekerPresence): View {
  const over = view.state === "wrap_up" && presence !== "left_in_a_hurry";
  return over || view.presence === "left_in_a_hurry" ? view : present(view, presence);
}

function present(view: View, presence: SeekerPresence): View {
  return view.presence === presence ? view : { ...view, presence };
}

/** Changes the phone of a conversation by text; others have none. */
export function withPhone(view: View, change: (phone: Phone) => Phone): View {
  if (view.phone === undefined) return view;
  const phone = change(view.phone);
  return phone === view.phone ? view : { ...view, phone };
}

/** How its wrap-up stands now; what the server does not say is not there any more. */
export function stands(view: View, { type: _, ...now }: WrapUp): View {
  const { used: _used, noted: _noted, needs: _needs, outcomes: _outcomes, ...rest } = view;
  return { ...rest, ...now };
}
