/** What can be done with a conversation from its head: end it; it asks once. */
import type { View } from "../shared/protocol";
import { LettingGo } from "./care/lettinggo";
import { closePanel, Popover } from "./popover";
import { useStore } from "./store";
import { panelOf } from "./ui";
import { t } from "./words";

export function End({ view }: { view: View }) {
  const { conversation, handle: name, presence: there, phone, state } = view;
  const store = useStore();
  if (state !== "active") return null;
  const end = (neutral = false) => {
    store.end(conversation, neutral);
    closePanel();
  };
  const goOn = () => {
    closePanel();
    store.go(conversation);
  };
  const ahead = t(phone === undefined ? "end_what" : "end_what_text", { name });
  return (
    <Popover name={panelOf("end", conversation)} label={t("end")} face={t("end")}>
      <p>{there === "left_in_a_hurry" ? t("locked_hurry_what") : ahead}</p>
      <LettingGo view={view} />
      <div class="row">
        <button class="btn tool main" type="button" onClick={() => end()}>{t("end_do")}</button>
        <button class="btn tool" type="button" onClick={goOn}>{t("keep_talking")}</button>
      </div>
      <div class="or">
        <p>{t("end_neutral_what")}</p>
        <button class="btn tool" type="button" onClick={() => end(true)}>{t("end_neutral")}</button>
      </div>
    </Popover>
  );
}
