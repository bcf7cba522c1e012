/** The list of all keys, as a sheet that gives the focus back. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { keySheet } from "./ui";
import { t, type Name } from "./words";

const KEYS: readonly (readonly [keys: string, name: Name])[] = [
  ["Alt 1 … 6", "keys_go"],
  ["Alt ↑", "keys_previous"],
  ["Alt ↓", "keys_waiting"],
  ["Alt A", "keys_take"],
  ["Alt L", "keys_later"],
  ["Alt N", "keys_next"],
  ["Alt R", "keys_risk"],
  ["Alt O", "keys_back"],
  ["Alt I", "keys_about"],
  ["Alt W", "keys_wrap"],
  ["Enter", "keys_enter"],
  ["Shift Enter", "keys_break"],
  ["/", "keys_slash"],
  ["F6", "keys_pane"],
  ["?", "keys_keys"],
];

export function KeySheet() {
  return keySheet.value ? <Sheet /> : null;
}

function Sheet() {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    // Closed and not only removed: closing is what gives the focus back.
    return () => dialog?.close();
  }, []);
  const close = () => { keySheet.value = false; };
  return (
    <dialog ref={box} class="sheet" aria-labelledby="keys-h" onClose={close}>
      <h2 id="keys-h">{t("all_keys")}</h2>
      <dl>
        {KEYS.map(([keys, name]) => (
          <div key={name}><dt>{keys.split(" ").map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{t(name)}</dd></div>
        ))}
      </dl>
      <button class="btn tool main" type="button" onClick={close}>{t("close")}</button>
    </dialog>
  );
}
