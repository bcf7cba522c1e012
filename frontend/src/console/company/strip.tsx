/** Above the composer: who reads along just now, and what they whisper, until it is read. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { Companion, View } from "../../shared/protocol";
import { useStore } from "../store";
import { t } from "../words";
import { mineIn, others, whispers } from "./company";

export function CompanyStrip({ view, focused }: { view: View; focused: boolean }) {
  const desk = useStore().desk.value;
  if (desk === null || mineIn(desk.company, view.conversation) !== undefined) return null;
  const there = others(desk.company, view.conversation);
  return (
    <>
      <Whisper view={view} focused={focused} />
      {there.length > 0 && (
        <section class="strip company" aria-label={t("company")}>
          <Icon d={icons.person} />
          <div class="holds">{there.map((each) => <Beside key={each.who} companion={each} view={view} />)}</div>
        </section>
      )}
    </>
  );
}

function Beside({ companion: { name, part, here, shown }, view: { conversation } }: { companion: Companion; view: View }) {
  const store = useStore();
  const how = part === "watch" ? "beside_watch" : here !== true ? "beside_asked" : shown === true ? "beside_known" : "beside_unseen";
  return (
    <p class="row">
      <span>{t(how, { name })}</span>
      {part === "guest" && here === true && shown !== true && (
        <button class="linkish" type="button" onClick={() => store.visits.introduce(conversation)}>{t("introduce")}</button>
      )}
    </p>
  );
}

/** It stays while there is nothing, so that what comes into it is said aloud. */
function Whisper({ view, focused }: { view: View; focused: boolean }) {
  const store = useStore();
  const desk = store.desk.value;
  const { conversation } = view;
  const last = desk === null ? undefined : whispers(view, {
    me: desk.me.name, company: desk.company, base: desk.base[conversation] ?? 0, read: store.visits.read.value[conversation] ?? 0,
  }).at(-1);
  return (
    <section class={last === undefined ? "strip is-empty" : "strip whisper"} aria-label={t("whisper")} aria-live={focused ? "assertive" : "off"}>
      {last !== undefined && (
        <>
          <Icon d={icons.lock} />
          <div class="holds">
            <p><b>{t("whisper_by", { name: last.name ?? "", handle: view.handle })}</b></p>
            <p class="said">{last.text}</p>
            <button class="btn tool" type="button" onClick={() => store.visits.haveRead(conversation, last.seq)}>{t("whisper_read")}</button>
          </div>
        </>
      )}
    </section>
  );
}
