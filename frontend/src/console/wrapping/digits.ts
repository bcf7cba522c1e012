/** Digits choose: in the group where the focus is, and a group of which one is enough leads on to the next. */

const GROUP = "[data-group]";

/** Takes a key if it is a digit or Enter that means this form; letters that are being written it leaves alone. */
export function digit(event: KeyboardEvent, form: HTMLFormElement): void {
  const { target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement) || writes(target)) return;
  if (event.key === "Enter" && target instanceof HTMLInputElement) form.requestSubmit();
  else if (/^\d$/.test(event.key)) press(Number(event.key), target, form);
  else return;
  event.preventDefault();
}

function writes(target: HTMLElement): boolean {
  const ticked = target instanceof HTMLInputElement && (target.type === "radio" || target.type === "checkbox");
  return !ticked && target.matches("input, textarea, select");
}

function press(number: number, target: HTMLElement, form: HTMLFormElement): void {
  const groups = [...form.querySelectorAll<HTMLElement>(GROUP)];
  const here = target.closest<HTMLElement>(GROUP) ?? groups[0];
  if (here === undefined) return;
  const field = number === 0 ? undefined : inputs(here)[number - 1];
  if (number !== 0 && field?.disabled !== false) return;
  field?.focus();
  field?.click();
  if (field?.type === "checkbox") return;
  lead(groups[groups.indexOf(here) + 1], form);
}

function inputs(group: Element): HTMLInputElement[] {
  return [...group.querySelectorAll("input")];
}

/** To the next group, unfolded if it must be; after the last, to the button that closes. */
function lead(group: HTMLElement | undefined, form: HTMLFormElement): void {
  const fold = group?.closest("details");
  if (fold) fold.open = true;
  const fields = group === undefined ? [] : inputs(group).filter(({ disabled }) => !disabled);
  const next = fields.find(({ checked, type }) => checked && type === "radio") ?? fields[0];
  (next ?? form.querySelector<HTMLElement>("button[type=submit]"))?.focus();
}
