/** The palette's look: places and replies on the left, the chosen wording on the right. */
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { View } from "../shared/protocol";
import { useChannel } from "./channel";
import { wording, type Snippet } from "./search";
import type { PaletteState } from "./palette-state";
import { cost } from "./texting/segments";
import { locale, t } from "./words";

const SAY_AFTER = 400;
/** So many rows fill the list where it is highest; as many follow when it is scrolled to its end. */
const ROOM = 5;
const NEAR_THE_END = 80;

interface Props {
  palette: PaletteState;
  view: View;
  id: string;
  retry: () => void;
}

export function Palette({ palette, view, id, retry }: Props) {
  const { found, chosen, query } = palette;
  const [shown, showMore] = useShown(palette);
  useSaid(palette);
  const title = query === "" ? t("palette_all") : t("palette", { query });
  if (palette.shelf !== "ready" || found.length === 0) return <Nothing palette={palette} retry={retry} />;
  const snippet = found[chosen] ?? found[0];
  return (
    <div class="palette">
      <div class="two">
        <div class="opts" role="listbox" tabIndex={0} id={id} aria-label={title} onScroll={showMore}>
          {found.slice(0, shown).map((each, place) => (
            <Option
              key={each.slug} id={`${id}-${place}`} snippet={each} selected={place === chosen}
              place={place + 1} of={found.length}
              pick={() => palette.pick(place)} hover={() => palette.choose(place)}
            />
          ))}
          {palette.more > 0 && shown >= found.length && <p class="none muted tiny" role="presentation">{t("palette_more", { count: palette.more })}</p>}
        </div>
        {snippet !== undefined && <Preview snippet={snippet} palette={palette} view={view} />}
      </div>
      <p class="keys" aria-hidden="true">
        <span><kbd>↑</kbd> <kbd>↓</kbd> {t("key_choose")}</span>
        <span><kbd>Enter</kbd> {t("key_put")}</span>
        <span><kbd>Tab</kbd> {t("key_other")}</span>
        <span><kbd>Esc</kbd> {t("key_close")}</span>
      </p>
    </div>
  );
}

/** How many rows are drawn: what fits, what was scrolled to, and always the chosen one with its next. */
function useShown({ found, chosen, query }: PaletteState): [number, (event: Event) => void] {
  const [more, setMore] = useState({ query, rows: ROOM });
  const rows = more.query === query ? more.rows : ROOM;
  function onScroll({ currentTarget }: Event): void {
    const box = currentTarget as HTMLElement;
    if (rows >= found.length || box.scrollHeight - box.scrollTop - box.clientHeight > NEAR_THE_END) return;
    setMore({ query, rows: rows + ROOM });
  }
  return [Math.max(rows, chosen + 2), onScroll];
}

interface OptionProps {
  id: string;
  snippet: Snippet;
  selected: boolean;
  place: number;
  of: number;
  pick: () => void;
  hover: () => void;
}

function Option({ id, snippet, selected, place, of, pick, hover }: OptionProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView?.({ block: "nearest" });
  }, [selected]);
  const title = snippet.title[locale.value] || snippet.title.en;
  return (
    <div
      ref={row}
      class="opt"
      role="option"
      id={id}
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={of}
      // The caret stays in the words: a press that took the focus away would close the palette.
      onMouseDown={(event) => { event.preventDefault(); pick(); }}
      onMouseMove={hover}
    >
      <div class="t">{title}{snippet.referral && <span><Icon d={icons.place} /> {t("referral")}</span>}</div>
      <div class="c">{snippet.tags.slice(0, 3).map((tag) => <span key={tag} class="chip">{tag}</span>)}</div>
    </div>
  );
}

function Preview({ snippet, palette, view }: { snippet: Snippet; palette: PaletteState; view: View }) {
  const texting = view.phone !== undefined;
  const { segmented = false } = useChannel(view.channel);
  const words = wording(snippet, texting, palette.tongue);
  const { texts, units, room } = cost(words);
  return (
    <div class="preview">
      <div class="face">
        <span class="chip yes"><Icon d={icons.check} />{t(`lang_${palette.tongue}`)}</span>
        <span class="chip">{t(texting ? "face_sms" : "face_chat")}</span>
      </div>
      <blockquote lang={palette.tongue} tabIndex={0}>{words}</blockquote>
      {segmented && (
        <p class="tiny muted">
          <b>{texts === 1 ? t("texts_one") : t("texts_many", { count: texts })}</b>,{" "}
          {t("characters", { used: units, room: room * texts })}
        </p>
      )}
    </div>
  );
}

function Nothing({ palette, retry }: { palette: PaletteState; retry: () => void }) {
  const words =
    palette.shelf === "loading" ? t("palette_loading")
    : palette.shelf === "failed" ? t("palette_failed")
    : t("palette_none", { query: `“${palette.query}”` });
  return (
    <div class="palette">
      <p class="keys nothing">
        {words}
        {palette.shelf === "failed" && (
          <button class="linkish" type="button" onMouseDown={(event) => { event.preventDefault(); retry(); }}>{t("again")}</button>
        )}
      </p>
    </div>
  );
}

/** Says how many there are and which is first, once the typing rests. */
function useSaid({ found, more, query, shelf }: PaletteState): void {
  const first = found[0];
  useEffect(() => {
    const name = first === undefined ? "" : first.title[locale.peek()] || first.title.en;
    const sentence =
      shelf !== "ready" ? ""
      : first === undefined ? t("palette_none", { query })
      : found.length === 1 ? t("palette_one", { first: name })
      : t("palette_count", { count: found.length + more, first: name });
    const timer = setTimeout(() => { if (sentence !== "") announce(sentence); }, SAY_AFTER);
    return () => clearTimeout(timer);
  }, [query, found.length, shelf]);
}
