/** Pictures under the words they came with: each shut until somebody chooses to look, and shut again. */
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { PictureInfo } from "../../shared/protocol";
import { locale, t } from "../words";

export function Pictures({ pictures, name }: { pictures: readonly PictureInfo[]; name: string }) {
  return (
    <li class="pictures" lang={locale.value}>
      {pictures.map((each, place) => <Picture key={each.id ?? place} picture={each} name={name} />)}
    </li>
  );
}

function Picture({ picture: { state, id = "" }, name }: { picture: PictureInfo; name: string }) {
  if (state === "kept") return <Kept id={id} name={name} />;
  return <p><Icon d={state === "waiting" ? icons.clock : icons.warning} />{t(`picture_${state}`)}</p>;
}

/** Nothing is fetched before it is wanted: what it shows may be hard to see. */
function Kept({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const [gone, setGone] = useState(false);
  return (
    <div class="picture">
      <p>
        <Icon d={icons.eye} />{t(gone ? "picture_gone" : "picture_kept")}{" "}
        {!gone && (
          <button class="linkish" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "picture_shut" : "picture_look")}
          </button>
        )}
      </p>
      {open && !gone && <img src={`/console/pictures/${id}/`} alt={t("picture_alt", { name })} onError={() => setGone(true)} />}
    </div>
  );
}
