/** Says under the composer what the words will cost: texts and the letters that shorten them, or room left. */
import { TEXT_LIMIT, type ChannelInfo } from "../shared/protocol";
import { lengthOf, pieces } from "./texting/pieces";
import { cost, type Cost } from "./texting/segments";
import { quoted, t } from "./words";

/** From here on a single text shows how full it is. */
const SHOW_FROM = 120;
const SHOW_CHAT_FROM = 200;
const MANY = 4;
/** So many dear letters are named; of a text that is not in our alphabet at all it would be no help to name them all. */
const NAMED = 8;
/** Joiners, accents that join nothing, marks of direction. */
const UNSEEN = /^[\p{M}\p{C}\p{Z}]$/u;

export function TextCost({ words }: { words: string }) {
  const count = cost(words);
  if (words === "" || (count.texts === 1 && count.units < SHOW_FROM && count.alphabet === "gsm")) return null;
  return (
    <>
      <Parts count={count} />
      <span>
        <b class="num">{count.texts === 1 ? t("texts_one") : t("texts_many", { count: count.texts })}</b>
        {t("texts_left", { left: count.left })}
      </span>
      <Costly letters={count.costly} many={count.texts > 1} />
      {count.texts >= MANY && <span>{t("many_texts")}</span>}
    </>
  );
}

/** One bar a text, the last one as full as it is; at most six are drawn. */
function Parts({ count }: { count: Cost }) {
  const bars = Math.min(count.texts, 6);
  return (
    <svg class="parts" width={bars * 37} height="8" viewBox={`0 0 ${bars * 37} 8`} aria-hidden="true">
      {Array.from({ length: bars }, (_, place) => {
        const full = place < count.texts - 1 ? 1 : count.used / count.room;
        return (
          <g key={place} transform={`translate(${place * 37} 0)`}>
            <rect class="bar" x=".5" y=".5" width="33" height="7" rx="2.5" />
            <rect class="fill" x="1" y="1" width={(32 * full).toFixed(1)} height="6" rx="2" />
          </g>
        );
      })}
    </svg>
  );
}

function Costly({ letters, many }: { letters: readonly string[]; many: boolean }) {
  if (letters.length === 0) return null;
  const [room, full] = many ? [67, 153] : [70, 160];
  return <span>{t(letters.length === 1 ? "texts_costly_one" : "texts_costly", { letters: named(letters), room, full })}</span>;
}

/** The letters by name, so that each can be found and changed; one that nobody can see by its number. */
export function named(letters: readonly string[]): string {
  const seen = letters.filter((letter) => !UNSEEN.test(letter));
  const told = (seen.length > 0 ? seen.map(quoted) : letters.map(numberOf)).slice(0, NAMED);
  const more = (seen.length > 0 ? seen : letters).length - told.length;
  return [...told, ...(more > 0 ? [`+${more}`] : [])].join(" ");
}

function numberOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** How many letters one message may have. */
export function limitOf({ longest }: ChannelInfo): number {
  return Math.min(longest, TEXT_LIMIT);
}

/** How many letters more than allowed these words have, as the server counts them: texts as they leave. 0 if they fit. */
export function over(words: string, channel: ChannelInfo): number {
  return Math.max(0, lengthIn(words, channel) - limitOf(channel));
}

function lengthIn(words: string, { live }: ChannelInfo): number {
  return live ? [...words.trim()].length : lengthOf(words.trim());
}

export function RoomLeft({ channel, words }: { channel: ChannelInfo; words: string }) {
  if (over(words, channel) > 0) return <TooLong channel={channel} words={words} />;
  if (channel.segmented === true) return <TextCost words={words.trim()} />;
  const left = limitOf(channel) - lengthIn(words, channel);
  return left <= SHOW_CHAT_FROM ? <span class="num">{t("left_count", { count: left })}</span> : null;
}

/** By how much; and of texts, how many all the parts will be on a phone. */
function TooLong({ channel, words }: { channel: ChannelInfo; words: string }) {
  const texts = pieces(words, limitOf(channel)).reduce((sum, part) => sum + cost(part).texts, 0);
  return (
    <>
      <b class="care-words num">{tooLong(words, channel)}</b>
      {channel.segmented === true && <span class="num">{t("texts_in_all", { count: texts })}</span>}
      {channel.segmented === true && <Costly letters={cost(words).costly} many />}
    </>
  );
}

export function tooLong(words: string, channel: ChannelInfo): string {
  return t(channel.live ? "too_long_by" : "too_long_parts", { count: over(words, channel) });
}
