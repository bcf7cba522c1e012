/** A sheet over the desk, one at a time: Escape closes it, the focus goes back to where it came from. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import { dialog } from "./ui";
import { t } from "./words";

interface Props {
  /** It is open while `dialog` (in ui.ts) has this name. */
  name: string;
  title: string;
  look?: "wide" | "finder" | "";
  /** What has `data-first` gets the focus. */
  children: ComponentChildren;
}

export function Dialog(props: Props) {
  return dialog.value === props.name ? <Open {...props} /> : null;
}

/** Closes the open sheet, after what was done in it. */
export function closeDialog(): void {
  dialog.value = null;
}

function Open({ name, title, look = "", children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const sheet = box.current;
    sheet?.showModal?.();
    sheet?.querySelector<HTMLElement>("[data-first]")?.focus();
    // Closed and not only removed: closing is what gives the focus back.
    return () => sheet?.close?.();
  }, []);
  const closed = () => {
    if (dialog.peek() === name) closeDialog();
  };
  return (
    <dialog ref={box} class={`sheet ${look}`} aria-labelledby={`${name}-h`} onClose={closed}>
      <header>
        <h2 id={`${name}-h`}>{title}</h2>
        <button class="btn tool" type="button" onClick={closeDialog}><Icon d={icons.close} />{t("close")}</button>
      </header>
      {children}
    </dialog>
  );
}
