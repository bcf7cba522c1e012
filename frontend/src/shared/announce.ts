/** Says new things aloud through two live regions, so that only the news is read and never the page. */

export type Urgency = "polite" | "assertive";

const regions = new Map<Urgency, HTMLElement>();

function region(urgency: Urgency): HTMLElement {
  const known = regions.get(urgency);
  if (known?.isConnected) return known;
  const made = document.createElement("div");
  made.className = "vh";
  made.setAttribute("aria-live", urgency);
  made.setAttribute("aria-atomic", "false");
  made.setAttribute("aria-relevant", "additions");
  document.body.append(made);
  regions.set(urgency, made);
  return made;
}

/** Makes the regions early: one that appears together with its first words is often not read. */
export function prepareAnnouncements(): void {
  region("polite");
  region("assertive");
}

/** Adds one sentence; it leaves again, so that nobody comes across it by browsing. */
export function announce(words: string, urgency: Urgency = "polite"): void {
  const line = document.createElement("p");
  line.textContent = words;
  region(urgency).append(line);
  setTimeout(() => line.remove(), 10_000);
}

/** Takes all unread sentences away (the quick exit leaves no words behind). */
export function hush(): void {
  for (const each of regions.values()) each.replaceChildren();
}
