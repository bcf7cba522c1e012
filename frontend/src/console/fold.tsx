/** A button that unfolds a small form under it; Escape folds it again, and the focus goes back to the button. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Props {
  face: ComponentChildren;
  look?: string;
  /** Called with a way to fold it again; what has `data-first` gets the focus. */
  children: (close: () => void) => ComponentChildren;
}

export function Fold({ face, look = "btn tool", children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>("[data-first]")?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return (
    <div class="fold">
      <button ref={button} class={look} type="button" aria-expanded={open} onClick={() => setOpen(!open)}>{face}</button>
      {open && <div ref={box} class="unfolded" onKeyDown={onKeyDown}>{children(close)}</div>}
    </div>
  );
}
