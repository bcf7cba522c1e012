/** A button with a small panel under it; Escape and leaving close it, the focus goes back to the button. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { panel } from "./ui";

/** What stays free under a panel, and how much of one there is room for at the least; in pixels. */
const FREE = 8;
const LEAST = 256;

/** It ends above the screen's edge and scrolls in itself: what lies below could be reached by nobody. */
function fit(inside: HTMLElement): void {
  inside.style.marginBlockStart = "0";
  const room = innerHeight - FREE - inside.getBoundingClientRect().top;
  inside.style.maxBlockSize = `${Math.max(LEAST, room)}px`;
  // Above a keyboard on a phone there is next to none: then it covers what it hangs from.
  if (room < LEAST) inside.style.marginBlockStart = `${room - LEAST}px`;
}

interface Props {
  name: string;
  label: string;
  face: ComponentChildren;
  look?: string;
  children: ComponentChildren;
}

export function Popover({ name, label, face, look = "btn tool", children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const open = panel.value === name;

  // Before it is seen: a key that is pressed at once must find it listening.
  useLayoutEffect(() => {
    if (!open) return;
    const inside = box.current;
    const fitted = () => { if (inside) fit(inside); };
    fitted();
    addEventListener("resize", fitted);
    const first = inside?.querySelector<HTMLElement>("[data-first]") ?? inside?.querySelector<HTMLElement>("button");
    first?.focus();
    const before = button.current;
    const outside = (event: Event) => {
      const target = event.target;
      if (target instanceof Node && !inside?.contains(target) && !before?.contains(target)) panel.value = null;
    };
    // Whoever pressed on words in the panel has the focus nowhere, and means this panel all the same.
    const escape = (event: KeyboardEvent) => {
      const at = document.activeElement;
      if (event.key !== "Escape" || (at !== document.body && at !== before)) return;
      panel.value = null;
      before?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    return () => {
      removeEventListener("resize", fitted);
      document.removeEventListener("keydown", escape);
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      // What had the focus is gone with the panel: it goes back to where it came from.
      if (document.activeElement === document.body) before?.focus();
    };
  }, [open]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    panel.value = null;
    button.current?.focus();
  }

  return (
    <div class="pop">
      <button
        ref={button}
        class={look}
        type="button"
        aria-expanded={open}
        onClick={() => { panel.value = open ? null : name; }}
      >
        {face}
      </button>
      {open && (
        <div ref={box} class="panel" role="group" aria-label={label} onKeyDown={onKeyDown}>
          {children}
        </div>
      )}
    </div>
  );
}

/** Closes the open panel, after a choice in it. */
export function closePanel(): void {
  panel.value = null;
}
