/** Something optional, folded away until it is asked for; it never opens by itself. */
import type { ComponentChildren } from "preact";
import { Icon } from "../shared/icon.tsx";
import { down } from "../shared/icons.ts";

export function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="ask" onToggle={({ currentTarget }) => currentTarget.open && currentTarget.scrollIntoView({ block: "nearest" })}>
      <summary>
        {title} <Icon d={down} />
      </summary>
      <div class="asked">{children}</div>
    </details>
  );
}
