/** A form for what is rarely right: what will happen, a reason, and a second of thought before it can be pressed. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "../store";
import { refusal, t, type Cause } from "../words";

const THOUGHT = 1_000;
/** As in routing/texting/reasons.py. */
const SHORTEST = 3;
const LONGEST = 200;

interface Props {
  id: string;
  /** What will happen, before anything is asked. */
  children: ComponentChildren;
  face: string;
  look: string;
  waits: boolean;
  why: Cause | undefined;
  ask: (reason: string) => void;
  close: () => void;
}

export function ReasonForm({ id, children, face, look, waits, why, ask, close }: Props) {
  const store = useStore();
  const [reason, setReason] = useState("");
  const [short, setShort] = useState(false);
  const ready = useThought() && !waits && store.line.value === "open";
  const trouble = short ? t("reason_short") : why === undefined ? "" : refusal(why);
  function submit(event: Event): void {
    event.preventDefault();
    if (!ready) return;
    const enough = reason.trim().length >= SHORTEST;
    setShort(!enough);
    if (enough) ask(reason.trim());
  }
  return (
    <form class="reason" onSubmit={submit}>
      <div class="ahead" id={`${id}-ahead`}>{children}</div>
      <label for={id}>{t("reason")}</label>
      <input
        id={id} class="field" type="text" autocomplete="off" maxLength={LONGEST} value={reason} data-first aria-describedby={`${id}-why`}
        onInput={(event) => { setReason(event.currentTarget.value); }}
      />
      <p class="trouble" id={`${id}-why`} role="status" hidden={trouble === ""}>{trouble}</p>
      <div class="row">
        <button class={look} type="submit" aria-disabled={!ready} aria-describedby={`${id}-ahead`}>{waits ? t("asking") : face}</button>
        <button class="btn tool" type="button" onClick={close}>{t("never_mind")}</button>
      </div>
    </form>
  );
}

/** False for a second, so that no hand is faster than the eye. */
function useThought(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), THOUGHT);
    return () => clearTimeout(timer);
  }, []);
  return over;
}
