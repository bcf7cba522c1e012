/** Says under the composer what the words will cost: texts and the letters that shorten them, or room left. */
import type { ChannelInfo } from "../shared/protocol";
import { cost, type Cost } from "./texting/segments";
import { t } from "./words";

/** From here on a single text shows how full it is. */
const SHOW_FROM = 120;
const SHOW_CHAT_FROM = 200;
const MANY = 4;

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
      {count.costly.length > 0 && <span>{costly(count)}</span>}
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

function costly(count: Cost): string {
  const letters = count.costly.slice(0, 3).map((letter) => `“${letter}”`).join(" ");
  const [room, full] = count.texts === 1 ? [70, 160] : [67, 153];
  return t("texts_costly", { letters, room, full });
}

/** How many letters more than allowed these words have; 0 if they fit. */
export function over(words: string, limit: number): number {
  return Math.max(0, [...words].length - limit);
}

export function RoomLeft({ channel, words, limit }: { channel: ChannelInfo; words: string; limit: number }) {
  const tooMany = over(words, limit);
  if (tooMany > 0) return <b class="care-words num">{t(channel.live ? "too_long_by" : "too_long_parts", { count: tooMany })}</b>;
  if (channel.segmented === true) return <TextCost words={words} />;
  const left = limit - [...words].length;
  return left <= SHOW_CHAT_FROM ? <span class="num">{t("left_count", { count: left })}</span> : null;
}
