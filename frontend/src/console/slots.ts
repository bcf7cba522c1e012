/** Seats conversations at the numbers 1 to 6, so that nobody moves when somebody else leaves. */

/** Keeps every seated id where it is, frees the seats of those who left, seats newcomers lowest first. */
export function seat(before: readonly (string | null)[], ids: readonly string[]): readonly (string | null)[] {
  const here = new Set(ids);
  const slots = before.map((id) => (id !== null && here.has(id) ? id : null));
  for (const id of ids) {
    if (slots.includes(id)) continue;
    const free = slots.indexOf(null);
    if (free < 0) slots.push(id);
    else slots[free] = id;
  }
  while (slots.length > 0 && slots[slots.length - 1] === null) slots.pop();
  return slots;
}
