/** Where the counsellor writes: to whom, by what, in which language, and one Enter sends once. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { ChannelInfo, Uuid, View } from "../shared/protocol";
import { blankBefore, blankFrom, select } from "./blanks";
import { unfilled } from "./draft";
import { useChannel } from "./channel";
import { labelOf } from "./channels";
import { sendKey } from "./choices";
import { forgetStale, stale } from "./fresh";
import type { Trouble } from "./mail";
import { onHold, type Hold } from "./hold";
import { limitOf, over, RoomLeft, tooLong } from "./counter";
import { Palette } from "./palette";
import { usePalette } from "./palette-state";
import { page } from "./page";
import { fetchSnippets } from "./snippets";
import { useStore } from "./store";
import { pieces } from "./texting/pieces";
import { standing, type Standing } from "./texting/standing";
import { stripId } from "./texting/strip";
import { slowly } from "./time";
import { locale, refusal, t } from "./words";

const SIZES_ITSELF = typeof CSS !== "undefined" && CSS.supports?.("field-sizing", "content");

/** Whether this Enter is the one that sends, for this person. */
function sends({ ctrlKey, metaKey }: KeyboardEvent): boolean {
  return sendKey.value === "enter" || ctrlKey || metaKey;
}

interface Props {
  view: View;
  slot: number;
  focused: boolean;
}

export function Composer({ view, slot, focused }: Props) {
  const store = useStore();
  const area = useRef<HTMLTextAreaElement>(null);
  // The words that were held back once because of a blank in them: the same again goes.
  const [heldBack, setHeldBack] = useState<string | null>(null);
  const draft = store.mail.draft(view.conversation);
  const palette = usePalette(view, area, draft);
  const { words } = draft.value;
  const must = heldBack === words ? unfilled(draft.value) : null;
  const channel = useChannel(view.channel);
  const fits = over(words, channel) === 0;
  const holds = standing(view, slowly.value);
  const hold = onHold(view, slowly.value);
  const shut = holds?.shut === true || hold !== null;
  const open = store.line.value === "open" && !shut;
  const ready = open && fits;
  const id = `c-${view.conversation}`;
  const list = `p-${view.conversation}`;
  useGrowth(area, words);
  useEffect(() => () => store.mail.stopTyping(view.conversation), [view.conversation]);

  function onInput(): void {
    const box = area.current;
    if (box === null) return;
    draft.value = { ...draft.value, words: box.value };
    if (box.value.trim() === "") store.mail.stopTyping(view.conversation);
    else if (channel.live && hold === null) store.mail.typing(view.conversation);
    palette.look();
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (ready && isHeldBack()) return;
    setHeldBack(null);
    if (ready) store.send(view);
    else if (open) announce(tooLong(words, channel));
    area.current?.focus();
  }

  /** What was put in goes only when it is filled in; braces that somebody typed are held back once. */
  function isHeldBack(): boolean {
    const box = area.current;
    const must = unfilled(draft.peek());
    const blank = must ?? blankFrom(words, 0);
    if (box === null || blank === null || (must === null && heldBack === words)) return false;
    setHeldBack(words);
    box.focus();
    select(box, blank);
    return true;
  }

  /** Tab goes from blank to blank, and on as everywhere when there are no more. */
  function onTab(event: KeyboardEvent): void {
    const box = area.current;
    if (box === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = event.shiftKey ? blankBefore(words, box.selectionStart) : blankFrom(words, box.selectionEnd);
    if (select(box, next)) event.preventDefault();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || palette.key(event)) return;
    if (event.key === "Tab") onTab(event);
    if (event.key !== "Enter" || event.shiftKey || event.altKey || !sends(event)) return;
    event.preventDefault();
    if (!event.repeat) submit(event);
  }

  const how = { channel: labelOf(channel, locale.value), language: t(`lang_${view.locale}`) };
  return (
    <form class={`composer${focused ? "" : " resting"}${words === "" ? " is-empty" : ""}${hold === null ? "" : " on-hold"}`} onSubmit={submit}>
      {palette.open && <Palette palette={palette} view={view} id={list} retry={() => { void fetchSnippets(page.snippets); }} />}
      <p class="to"><span>{t("to")} <b>{view.handle}</b>{t("to_how", how)}</span></p>
      <label class="vh" for={id}>{t("write_to", { name: view.handle, ...how })}</label>
      <textarea
        ref={area}
        id={id}
        data-entry
        rows={focused ? 2 : 1}
        lang={view.locale}
        value={words}
        placeholder={focused ? t("placeholder") : t("rest_placeholder", { slot })}
        aria-autocomplete="list"
        aria-describedby={holds === undefined && hold === null ? undefined : stripId(view.conversation)}
        aria-controls={palette.open && palette.found.length > 0 ? list : undefined}
        aria-activedescendant={palette.open && palette.found.length > 0 ? `${list}-${palette.chosen}` : undefined}
        onInput={onInput}
        onKeyDown={onKeyDown}
        onKeyUp={palette.look}
        onClick={palette.look}
        onFocus={() => { if (store.focus.peek() !== view.conversation) store.focus.value = view.conversation; }}
        onBlur={(event) => {
          const to = event.relatedTarget;
          if (!(to instanceof Node && event.currentTarget.form?.contains(to))) palette.leave();
        }}
      />
      <Unsendable trouble={store.mail.troubles.value[view.conversation]} />
      <p class="trouble" role="status" hidden={heldBack === null || heldBack !== words}>
        {t(must === null ? "blank_left" : "blank_must", { name: (must ?? blankFrom(words, 0))?.name ?? "" })}
      </p>
      <Stale conversation={view.conversation} />
      <div class="under">
        <div class="count" aria-live="off"><Hint view={view} channel={channel} holds={holds} hold={hold} words={words} /></div>
        {open && !channel.live && !fits ? <InParts view={view} words={words} limit={limitOf(channel)} held={isHeldBack} /> : (
          <button
            class="btn tool main" type="submit" aria-disabled={!ready || words.trim() === ""}
            aria-describedby={shut ? stripId(view.conversation) : undefined}
          >
            {t("send")} <kbd aria-hidden="true">{t(sendKey.value === "enter" ? "send_enter" : "send_ctrl")}</kbd>
          </button>
        )}
      </div>
    </form>
  );
}

/** In the place of sending, for words that are too long for it: the same, cut after sentences, each sent by itself. */
function InParts({ view, words, limit, held }: { view: View; words: string; limit: number; held: () => boolean }) {
  const store = useStore();
  const send = () => {
    if (held()) return;
    store.send(view, "say", limit);
    store.go(view.conversation);
  };
  return <button class="btn tool main in-parts" type="button" onClick={send}>{t("send_parts", { count: pieces(words, limit).length })}</button>;
}

interface HintProps {
  view: View;
  channel: ChannelInfo;
  holds: Standing | undefined;
  hold: Hold | null;
  words: string;
}

/** One line of what matters most: the connection, whether it may be, the length, whether anybody is there. */
function Hint({ view, channel, holds, hold, words }: HintProps) {
  const store = useStore();
  const line = store.line.value;
  if (line === "lost" || line === "connecting") return <b class="care-words">{t("send_offline")}</b>;
  if (store.stuck.value) return <b class="care-words">{t("send_stuck")}</b>;
  if (line === "catching_up") return <span>{t("send_catching")}</span>;
  if (hold !== null) return <b class="care-words">{t(`short_${hold}`)}</b>;
  if (holds?.shut === true && holds.obstacle !== null) return <b class="care-words">{t(`short_${holds.obstacle}`)}</b>;
  if (over(words, channel) === 0 && view.presence === "left" && channel.live) return <span>{t("send_left")}</span>;
  return <RoomLeft channel={channel} words={words} />;
}

/** That a wording which was just put in is another one by now. */
function Stale({ conversation }: { conversation: Uuid }) {
  const words = stale.value[conversation];
  return (
    <p class="trouble" role="status" hidden={words === undefined}>
      {words} <button class="linkish" type="button" onClick={() => forgetStale(conversation)}>{t("close")}</button>
    </p>
  );
}

/** Why something was turned down, beside the words it was about. */
export function Unsendable({ trouble }: { trouble: Trouble | undefined }) {
  return (
    <p class="trouble" role="status" hidden={trouble === undefined}>
      {trouble === undefined ? "" : trouble.back ? t("draft_back", { cause: refusal(trouble.code) }) : refusal(trouble.code)}
    </p>
  );
}

/** The field is as tall as its words. The style sheet sees to it where the browser can; measuring is dear. */
function useGrowth(area: { current: HTMLTextAreaElement | null }, words: string): void {
  useLayoutEffect(() => {
    const box = area.current;
    if (box === null || SIZES_ITSELF || box.offsetParent === null) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }, [words]);
}
