/** What happened and should be read once: it stands at the desk's foot, where it pushes nothing. */
import { useStore } from "./store";
import { t } from "./words";

export function Orphans() {
  const { orphans } = useStore().mail;
  const name = orphans.value;
  return name === null ? null : <Told words={name === "" ? t("words_gone_reload") : t("words_gone", { name })} close={() => { orphans.value = null; }} />;
}

export function Parted() {
  const { parted } = useStore();
  const names = parted.value.join(", ");
  return names === "" ? null : <Told words={t("parted", { names })} close={() => { parted.value = []; }} />;
}

/** Said once and kindly: a talk that went away by itself would be wondered about all night. */
export function Another() {
  const { another } = useStore();
  const name = another.value.join(", ");
  return name === "" ? null : <Told words={t("asked_another", { name })} close={() => { another.value = []; }} />;
}

function Told({ words, close }: { words: string; close: () => void }) {
  return (
    <p class="banner" role="status">
      <span>{words}</span>
      <button class="linkish" type="button" onClick={close}>{t("close")}</button>
    </p>
  );
}
