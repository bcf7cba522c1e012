/** The whole desk, put together. */
import { About } from "./about";
import { OfferSlot } from "./offer";
import { NEWS, SHEETS } from "./places";
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
    <>
      <p class="only-print">{t("not_printed")}</p>
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
              <QueueBox desk={desk} />
              <Team desk={desk} />
              <div class="news">{NEWS.map((Piece, place) => <Piece key={place} desk={desk} />)}</div>
            </nav>
            <Talk desk={desk} />
            <About desk={desk} />
          </>
        )}
        {SHEETS.map((Piece, place) => <Piece key={place} />)}
      </div>
    </>
  );
}
