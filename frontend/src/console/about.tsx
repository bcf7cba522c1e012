/** What helps right now beside the talk: facts about the conversation, and notes for colleagues. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import { mineIn } from "./company/company";
import { BESIDE, BESIDE_ALWAYS, BESIDE_READING } from "./places";
import { find, type Desk } from "./state";
import { useStore } from "./store";
import { drawer } from "./ui";
import { t } from "./words";

export function About({ desk }: { desk: Desk }) {
  const store = useStore();
  const view = find(desk, store.focus.value);
  const pieces = view !== undefined && mineIn(desk.company, view.conversation) !== undefined ? BESIDE_READING : BESIDE;
  const close = () => {
    drawer.value = false;
    if (view !== undefined) store.go(view.conversation);
  };
  return (
    <aside
      class={drawer.value ? "about is-open" : "about"}
      aria-label={view === undefined ? t("about") : t("about_name", { name: view.handle })}
      data-pane
      onKeyDown={(event) => { if (event.key === "Escape" && drawer.value) close(); }}
    >
      <button class="btn tool only-drawer" type="button" onClick={close}>
        <Icon d={icons.close} />{t("close")}
      </button>
      {view === undefined && <p class="muted">{t("nobody_about")}</p>}
      {view !== undefined && pieces.map((Piece, place) => <Piece key={`${place} ${view.conversation}`} view={view} />)}
      {BESIDE_ALWAYS.map((Piece, place) => <Piece key={place} desk={desk} />)}
    </aside>
  );
}
