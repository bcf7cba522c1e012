/** Where one writes: grows with the words, keeps the draft, and says that nobody looks over the shoulder. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/icon.tsx";
import { send as arrow } from "../shared/icons.ts";
import type { View } from "./visit.ts";
import type { Speech } from "./words.ts";

/** From this share of the limit on, the letters left are shown. */
const NEAR = 0.9;

interface Props {
  view: View;
  speech: Speech;
  onDraft: (draft: string) => void;
  onSend: () => void;
}

/** On a keyboard of glass, Enter breaks the line and Send sends. */
function hasRealKeyboard(): boolean {
  return !matchMedia("(pointer: coarse)").matches;
}

/** Old browsers do not let a field grow by itself. */
function useGrowing(draft: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null || CSS.supports("field-sizing", "content")) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 3}px`;
  }, [draft]);
  return field;
}

function Under({ view, speech }: { view: View; speech: Speech }) {
  const { limit } = view.talk;
  const length = [...view.draft.trim()].length;
  if (length > limit) return <p class="care">{speech.say("count_over", { n: length - limit })}</p>;
  if (length > limit * NEAR) return <p>{speech.say("count_left", { n: limit - length })}</p>;
  return <p>{speech.say(view.cut ? "exit_cut" : "unseen")}</p>;
}

export function Composer({ view, speech, onDraft, onSend }: Props) {
  const field = useGrowing(view.draft);

  useLayoutEffect(() => field.current?.focus(), [field]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasRealKeyboard()) return;
    event.preventDefault();
    onSend();
  }

  function onSubmit(event: Event): void {
    event.preventDefault();
    onSend();
    field.current?.focus();
  }

  return (
    <form class="foot" onSubmit={onSubmit}>
      <p class={view.trouble ? "banner" : "vh"} role="status">
        {view.trouble && speech.say(view.trouble, { limit: view.talk.limit.toLocaleString(speech.locale) })}
      </p>
      <div class="say">
        <textarea
          ref={field}
          rows={1}
          autocomplete="off"
          aria-label={speech.say("message")}
          placeholder={speech.say("placeholder")}
          value={view.draft}
          onInput={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button class="send" type="submit">
          <Icon d={arrow} />
          {speech.say("send")}
        </button>
      </div>
      <Under view={view} speech={speech} />
    </form>
  );
}
