/** Somebody's words as large as the screen: to be read off, and left behind without a file or a trace. */
import { Linked } from "./linked.tsx";
import { Sheet } from "./sheetbox.tsx";
import type { Speech } from "./words.ts";

export function Big({ text, speech, onClose }: { text: string; speech: Speech; onClose: () => void }) {
  const { say } = speech;
  return (
    <Sheet title={say("big_title")} closeName={say("close")} onClose={onClose} kind="whole">
      <p class="big-words" tabIndex={0}>
        <Linked text={text} />
      </p>
      <p class="small">{say("big_help")}</p>
    </Sheet>
  );
}
