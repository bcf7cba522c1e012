/** The whole desk, put together. */
import { About } from "./about";
import { KeySheet } from "./keysheet";
import { OfferSlot } from "./offer";
import { QueueBox, Team } from "./queue";
import { Rows } from "./rows";
import { useStore } from "./store";
import { Talk } from "./talk";
import { TopBar } from "./top";
import { t } from "./words";

export function App() {
  const store = useStore();
  const desk = store.desk.value;
  return (
    <div class="app">
      <TopBar />
      {desk === null ? (
        <main class="talk">
          <p class="calm muted" role="status">{t(store.stuck.value ? "stuck_first" : store.line.value === "lost" ? "cut_off" : "connecting")}</p>
        </main>
      ) : (
        <>
          <nav class="desk" aria-label={t("your_desk")}>
            <OfferSlot desk={desk} />
            <Rows desk={desk} />
            <Orphans />
            <Parted />
            <Another />
            <QueueBox desk={desk} />
            <Team desk={desk} />
          </nav>
          <Talk desk={desk} />
          <About desk={desk} />
        </>
      )}
      <KeySheet />
    </div>
  );
}

function Orphans() {
  const { orphans } = useStore().mail;
  const name = orphans.value;
  return name === null ? null : <Told words={name === "" ? t("words_gone_reload") : t("words_gone", { name })} close={() => { orphans.value = null; }} />;
}

function Parted() {
  const { parted } = useStore();
  const names = parted.value.join(", ");
  return names === "" ? null : <Told words={t("parted", { names })} close={() => { parted.value = []; }} />;
}

/** Said once and kindly: a talk that went away by itself would be wondered about all night. */
function Another() {
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
