/** What would go in, as it would go in: in which face and language, what it costs, and what is still to fill. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { View } from "../../shared/protocol";
import { between, blanks } from "../blanks";
import { useChannel } from "../channel";
import type { PaletteState } from "../palette-state";
import type { Snippet, Wording } from "../search";
import { cost } from "../texting/segments";
import { dateOfYear } from "../time";
import { locale, t } from "../words";
import { faceFor, watched } from "./faces";

export function Preview({ snippet, palette, view }: { snippet: Snippet; palette: PaletteState; view: View }) {
  const { segmented = false } = useChannel(view.channel);
  const { face, tongue, words: one } = palette.wording(snippet);
  const words = palette.list || one;
  const { texts, units, room } = cost(words);
  const count = blanks(words).length;
  return (
    <div class="preview">
      {words !== "" && (
        <div class="face">
          <span class={tongue === view.locale ? "chip yes" : "chip care"}>{tongue === view.locale && <Icon d={icons.check} />}{t(`lang_${tongue}`)}</span>
          <span class={face === faceFor(view) ? "chip yes" : "chip care"}>{face === faceFor(view) && <Icon d={icons.check} />}{t(`face_${face}`)}</span>
          {watched(view) && <span class="tiny muted">{t(face === "discreet" ? "face_watched" : "face_not_discreet")}</span>}
        </div>
      )}
      {words === "" ? <p>{t("palette_expired_what")}</p> : <blockquote lang={tongue} tabIndex={0}><Blanks words={words} /></blockquote>}
      {words !== "" && (
        <p class="tiny muted">
          {segmented && <><b>{texts === 1 ? t("texts_one") : t("texts_many", { count: texts })}</b>,{" "}</>}
          {segmented && <>{t("characters", { used: units, room: room * texts })} </>}
          {snippet.since && <>{t("checked_on", { day: dateOfYear(Date.parse(`${snippet.since}T12:00`), locale.value) })} </>}
          {count > 0 && t(count === 1 ? "blanks_one" : "blanks_many", { count })}
        </p>
      )}
      {snippet.unreached?.some((each) => words.includes(each)) && <p class="tiny"><span class="chip unknown"><Icon d={icons.ask} />{t("preview_unreached")}</span></p>}
      {snippet.lent?.map((each) => <Lent key={told(each.notice)} {...each} />)}
    </div>
  );
}

/** Words of somebody's list: for whoever chooses, never for what is sent. */
function Lent({ words, notice }: NonNullable<Snippet["lent"]>[number]) {
  return <p class="tiny muted">{words.map(told).join(", ")} · {told(notice)}</p>;
}

function told(words: Wording): string {
  return words[locale.value] || words.en || words.fr || "";
}

function Blanks({ words }: { words: string }) {
  const all = blanks(words);
  return <>{between(words).map((each, place) => <>{each}{all[place] && <mark>{all[place].name}</mark>}</>)}</>;
}
