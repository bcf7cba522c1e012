/** How long a talk has gone on since its first answer, and, softly, that it grows long: for its counsellor alone. */
import type { View } from "../shared/protocol";
import { useStore } from "./store";
import { slowly, span } from "./time";
import { t } from "./words";

const MINUTE = 60_000;

/** Since when there is an exchange; a text may be answered days later, and has no length. */
export function talkingSince(view: Pick<View, "messages" | "phone" | "state">): number | undefined {
  if (view.phone !== undefined || view.state !== "active") return undefined;
  return view.messages.find(({ author }) => author === "counsellor")?.at;
}

export function Length({ view }: { view: View }) {
  const most = useStore().desk.value?.me.talk_minutes ?? 0;
  const since = talkingSince(view);
  if (since === undefined) return null;
  const gone = Math.max(0, slowly.value - since);
  return (
    <>
      <dt>{t("about_talk")}</dt>
      <dd>
        <span class="num">{span(gone)}</span>
        {most > 0 && gone >= most * MINUTE && <p class="muted">{t("about_long")}</p>}
      </dd>
    </>
  );
}
