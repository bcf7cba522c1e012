/** Words as boxes to tick: drawn over with a mouse or pen, or all up to one with Shift. A tap ticks one, as without a script. */

function boxOf(target: EventTarget | null): HTMLInputElement | null {
  const label = target instanceof Element ? target.closest("label") : null;
  return label?.querySelector<HTMLInputElement>("input[type=checkbox]") ?? null;
}

/** Every box from one to the other becomes as the first one is. */
export function upTo(boxes: HTMLInputElement[], from: HTMLInputElement, to: HTMLInputElement): void {
  const [a, b] = [boxes.indexOf(from), boxes.indexOf(to)].sort((x, y) => x - y) as [number, number];
  if (a >= 0) for (const box of boxes.slice(a, b + 1)) box.checked = from.checked;
}

export function letDraw(picks: HTMLElement): void {
  const boxes = [...picks.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  let last: HTMLInputElement | null = null;
  let begun: HTMLInputElement | null = null;
  let drawn = false;

  picks.addEventListener("click", (event) => {
    // What was drawn over is ticked already: the click at its end would take one word off again.
    if (drawn) event.preventDefault();
    drawn = false;
  }, true);
  picks.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) last = event.target;
  });
  picks.addEventListener("click", (event) => {
    const box = event.target instanceof HTMLInputElement ? event.target : null;
    if (!box || !event.shiftKey || !last || last === box) return;
    last.checked = box.checked;
    upTo(boxes, last, box);
  });
  picks.addEventListener("pointerdown", (event) => {
    // A finger that moves scrolls the page.
    begun = event.pointerType === "touch" || event.button !== 0 || event.shiftKey ? null : boxOf(event.target);
    drawn = false;
  });
  picks.addEventListener("pointerover", (event) => {
    const box = boxOf(event.target);
    if (!begun || !box || (box === begun && !drawn)) return;
    if (!drawn) begun.checked = !begun.checked;
    drawn = true;
    last = begun;
    upTo(boxes, begun, box);
    getSelection()?.removeAllRanges();
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (begun = null));
}
