/** The words of one talk as a list by number: put in, completed, moved on, and never in doubt about order. */
import type { DeliveryState, Shown, Step, View } from "../shared/protocol";

const FORWARD: readonly DeliveryState[] = ["queued", "not_confirmed", "sent", "delivered", "not_delivered"];

/** Puts a message at its number; what we have of it already is only completed. */
export function insert(messages: readonly Shown[], shown: Shown): readonly Shown[] {
  const at = messages.findIndex((each) => each.seq >= shown.seq);
  if (at < 0) return [...messages, shown];
  const there = messages[at];
  if (there?.seq !== shown.seq) return [...messages.slice(0, at), shown, ...messages.slice(at)];
  if (there.id === shown.id && (there.name ?? "") === (shown.name ?? "")) return messages;
  return messages.map((each) => (each === there ? { ...shown, ...there } : each));
}

/** A view with the older words that it did not repeat. */
export function merge(view: View, older: readonly Shown[] | undefined): View {
  if (older === undefined) return view;
  const fresh = new Set(view.messages.map((shown) => shown.seq));
  const kept = older.filter((shown) => !fresh.has(shown.seq));
  return { ...view, messages: [...kept, ...view.messages].sort((a, b) => a.seq - b.seq) };
}

/** How far a text has come goes forward only, however late the news are; one that waits may say why. */
export function deliver(shown: Shown, { message, delivery, cause }: Step): Shown {
  if (shown.seq !== message || delivery === undefined) return shown;
  const news = shown.delivery === undefined ? 1 : FORWARD.indexOf(delivery) - FORWARD.indexOf(shown.delivery);
  if (news < 0 || (news === 0 && delivery !== "queued")) return shown;
  const { cause: _before, ...rest } = shown;
  return { ...rest, delivery, ...(cause ? { cause } : {}) };
}

/** Whether there may be news of a text still. */
export function open({ delivery }: Shown): boolean {
  return delivery !== undefined && FORWARD.indexOf(delivery) < FORWARD.indexOf("delivered");
}

/** When the seeker last wrote, if they did. */
export function lastHeard({ messages }: Pick<View, "messages">): Shown["at"] | undefined {
  return messages.findLast(({ author }) => author === "seeker")?.at;
}
