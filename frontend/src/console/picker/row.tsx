/** A row of the picker: what it is called, whether it may be sent, and what decides. */
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { Snippet } from "../search";
import { locale, t } from "../words";

const LOOKS = { good: "yes", care: "care", unknown: "unknown", plain: "" } as const;
const MARKS = { good: icons.check, care: icons.warning, unknown: icons.ask, plain: "" } as const;

interface Props {
  id: string;
  snippet: Snippet;
  selected: boolean;
  place: number;
  of: number;
  /** Which one of a short list it will be; 0 for none. */
  marked: number;
  pick: () => void;
  hover: () => void;
}

export function titleOf({ title, slug }: Snippet): string {
  return title[locale.value] || title.en || slug;
}

export function Option({ id, snippet, selected, place, of, marked, pick, hover }: Props) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView?.({ block: "nearest" });
  }, [selected]);
  const expired = snippet.due === "expired";
  return (
    <div
      ref={row}
      class={expired ? "opt is-off" : "opt"}
      role="option"
      id={id}
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={of}
      aria-disabled={expired || undefined}
      // The caret stays in the words: a press that took the focus away would close the palette.
      onMouseDown={(event) => { event.preventDefault(); pick(); }}
      onMouseMove={hover}
    >
      <div class="t">{marked > 0 && `${marked}. `}{titleOf(snippet)}<Kind snippet={snippet} /></div>
      {!expired && <div class={snippet.due === undefined && !snippet.chips?.length ? "c tags" : "c"}><Chips snippet={snippet} /></div>}
    </div>
  );
}

function Kind({ snippet: { due, referral, shortcut = "", where = {} } }: { snippet: Snippet }) {
  const near = where[locale.value] || where.en || where.fr || "";
  if (due === "expired") return <span><Icon d={icons.lock} /> {t("palette_expired")}</span>;
  if (referral) return <span class="near"><Icon d={icons.place} /> {near === "" ? t("referral") : <><span class="vh">{t("referral")}, </span>{near}</>}</span>;
  return shortcut === "" ? null : <span>/{shortcut}</span>;
}

function Chips({ snippet: { due, tags, chips = [] } }: { snippet: Snippet }) {
  return (
    <>
      {due === "overdue" && <span class="chip care"><Icon d={icons.clock} />{t("palette_overdue")}</span>}
      {chips.map(({ tone, words }) => (
        <span key={words.en} class={`chip ${LOOKS[tone]}`}>
          {MARKS[tone] && <Icon d={MARKS[tone]} />}{words[locale.value] || words.en}
        </span>
      ))}
      {chips.length === 0 && tags.slice(0, 3).map((tag) => <span key={tag} class="chip">{tag}</span>)}
    </>
  );
}
