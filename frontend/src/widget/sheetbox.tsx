/** A sheet over the page: it takes the focus, gives it back, and leaves the exit reachable. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { holdFocus } from "../shared/focus.ts";
import { Icon } from "../shared/icon.tsx";
import { close } from "../shared/icons.ts";

interface Props {
  title: string;
  closeName: string;
  onClose: () => void;
  kind?: string;
  children: ComponentChildren;
}

export function Sheet({ title, closeName, onClose, kind = "", children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const exit = document.querySelector<HTMLElement>(".exit");
    const parts = [box.current, exit].filter((part) => part !== null);
    return holdFocus(parts, box.current?.querySelector("button"));
  }, []);
  return (
    <div
      class={`sheet ${kind}`}
      role="dialog"
      aria-label={title}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div class="head">
        <h2>{title}</h2>
        <button class="round" type="button" aria-label={closeName} onClick={onClose}>
          <Icon d={close} />
        </button>
      </div>
      {children}
    </div>
  );
}
