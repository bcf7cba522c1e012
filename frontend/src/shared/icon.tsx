/** Draws an icon or a presence mark beside a word; it is never read aloud and never stands alone. */

export function Icon({ d, flip }: { d: string; flip?: boolean }) {
  return (
    <svg class={flip ? "i flip" : "i"} viewBox="0 0 20 20" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

const RING = "M1.4 6a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0";
const HALF = "M6 1.4a4.6 4.6 0 0 0 0 9.2Z";
const STRIKE = "M2.8 9.2 9.2 2.8";

/** `none` not yet, `gone` left or nobody, `quiet` silent or resting, `here`, `hurry` left in a hurry. */
export type Mark = "none" | "gone" | "quiet" | "here" | "hurry";

/** Presence told by shape, not by colour. */
export function Presence({ mark }: { mark: Mark }) {
  return (
    <svg class="p" viewBox="0 0 12 12" aria-hidden="true">
      <path
        d={mark === "hurry" ? RING + STRIKE : RING}
        fill={mark === "here" ? "currentColor" : "none"}
        stroke-dasharray={mark === "none" ? "2.2 2.6" : undefined}
      />
      {mark === "quiet" && <path d={HALF} fill="currentColor" stroke="none" />}
    </svg>
  );
}
