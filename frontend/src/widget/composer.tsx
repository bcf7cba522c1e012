/** Where one writes: grows with the words, keeps the draft, and says that nobody looks over the shoulder. */
import { Icon } from "../shared/icon.tsx";
import { send as arrow } from "../shared/icons.ts";
import type { View } from "./view.ts";
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

/** The caret waits where the words go, as soon as there is a place for them. */
function takeFocus(field: HTMLTextAreaElement | null): void {
  field?.focus();
}

/** Old browsers do not let a field grow by itself. */
function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.blockSize = "auto";
  if (field.value !== "") field.style.blockSize = `${field.scrollHeight + 3}px`;
}

function Under({ view, speech }: { view: View; speech: Speech }) {
  const { limit } = view.talk;
  const length = [...view.draft.trim()].length;
  if (length > limit) return <p class="care">{speech.say("count_over", { n: length - limit })}</p>;
  if (length > limit * NEAR) return <p>{speech.say("count_left", { n: limit - length })}</p>;
  return <p>{speech.say(view.cut ? "exit_cut" : "unseen")}</p>;
}

export function Composer({ view, speech, onDraft, onSend }: Props) {
  function send(form: HTMLFormElement | null): void {
    onSend();
    const field = form?.querySelector("textarea");
    if (!field) return;
    field.focus();
    requestAnimationFrame(() => grow(field));
  }

  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasRealKeyboard()) return;
    event.preventDefault();
    send(event.currentTarget.form);
  }

  function onInput({ currentTarget }: { currentTarget: HTMLTextAreaElement }): void {
    grow(currentTarget);
    onDraft(currentTarget.value);
  }

  return (
    <form
      class="foot"
      onSubmit={(event) => {
        event.preventDefault();
        send(event.currentTarget);
      }}
    >
      <p class={view.trouble ? "banner" : "vh"} role="status">
        {view.trouble && speech.say(view.trouble, { limit: view.talk.limit.toLocaleString(speech.locale) })}
      </p>
      <div class="say">
        <textarea
          ref={takeFocus}
          rows={1}
          autocomplete="off"
          aria-label={speech.say("message")}
          placeholder={speech.say("placeholder")}
          value={view.draft}
          onInput={onInput}
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
