/** The palette's look: places and replies on the left, the chosen wording on the right. */
import { useEffect, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { View } from "../shared/protocol";
import type { PaletteState } from "./palette-state";
import { Preview } from "./picker/preview";
import type { Because } from "./picker/places";
import { Option, titleOf } from "./picker/row";
import { locale, quoted, t } from "./words";

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
              place={place + 1} of={found.length} marked={palette.marked.indexOf(each.slug) + 1}
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
        <span><kbd>{t("shift")}</kbd> <kbd>Enter</kbd> {t("key_mark")}</span>
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

function Nothing({ palette, retry }: { palette: PaletteState; retry: () => void }) {
  const words =
    palette.shelf === "loading" ? t("palette_loading")
    : palette.shelf === "failed" ? t("palette_failed")
    : t("palette_none", { query: quoted(palette.query) });
  return (
    <div class="palette">
      <p class="keys nothing">
        {palette.unmet !== null && palette.shelf === "ready" ? <Unmet palette={palette} because={palette.unmet} /> : words}
        {palette.shelf === "failed" && (
          <button class="linkish" type="button" onMouseDown={(event) => { event.preventDefault(); retry(); }}>{t("again")}</button>
        )}
      </p>
    </div>
  );
}

function Unmet({ palette, because }: { palette: PaletteState; because: readonly Because[] }) {
  const told = because.map(({ words }) => words[locale.value] || words.en);
  return (
    <span>
      <b>{t("unmet")}</b> {told.length > 0 && t("unmet_because", { names: told.join(", ") })}{" "}
      {t("palette_none", { query: quoted(palette.query) })}{" "}
      <kbd>{t("shift")}</kbd> <kbd>Enter</kbd> {t("unmet_note")}
    </span>
  );
}

/** Says how many there are and which is first, once the typing rests. */
function useSaid({ found, more, query, shelf }: PaletteState): void {
  const first = found[0];
  useEffect(() => {
    const name = first === undefined ? "" : titleOf(first);
    const sentence =
      shelf !== "ready" ? ""
      : first === undefined ? t("palette_none", { query })
      : found.length === 1 ? t("palette_one", { first: name })
      : t("palette_count", { count: found.length + more, first: name });
    const timer = setTimeout(() => { if (sentence !== "") announce(sentence); }, SAY_AFTER);
    return () => clearTimeout(timer);
  }, [query, found.length, shelf]);
}
