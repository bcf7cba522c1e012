/** A message of theirs that hurts can be put out of sight, and read again whenever one wants to. */
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { Seq, Uuid } from "../../shared/protocol";
import { useStore } from "../store";
import { t } from "../words";
import { foldedOf, folding } from "./folded";

interface Props {
  conversation: Uuid;
  seq: Seq;
  text: string;
}

export function Words({ conversation, seq, text }: Props) {
  const store = useStore();
  const [shown, show] = useState(false);
  const away = foldedOf(conversation).has(seq);
  const put = (on: boolean) => {
    const here = store.desk.peek()?.conversations.map((view) => view.conversation) ?? [];
    show(false);
    store.choosing.choose(folding(conversation, seq, on, here));
  };
  if (!away) {
    return (
      <>
        <div class="words">{text}</div>
        <button class="put-away" type="button" aria-label={t("put_away")} title={t("put_away")} onClick={() => put(true)}><Icon d={icons.down} /></button>
      </>
    );
  }
  return (
    <div class="words is-away">
      {shown ? <p>{text}</p> : <p class="muted">{t("away")}</p>}
      <span class="row">
        <button class="linkish" type="button" aria-expanded={shown} onClick={() => show(!shown)}>{t(shown ? "away_hide" : "away_read")}</button>
        <button class="linkish" type="button" onClick={() => put(false)}>{t("away_undo")}</button>
      </span>
    </div>
  );
}
