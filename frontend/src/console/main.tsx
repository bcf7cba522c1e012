/** Starts the desk on the page that Django has drawn. */
import "../shared/tokens.css";
import "../shared/parts.css";
import "./console.css";
import "./desk.css";
import "./talk.css";
import "./composer.css";
import "./about.css";
import "./care/decision.css";
import "./handing/handing.css";
import "./company/company.css";
import "./shield/shield.css";
import "./texting/texting.css";
import "./narrow.css";
import { render } from "preact";
import { prepareAnnouncements } from "../shared/announce";
import { socketUrl } from "../shared/socket";
import { App } from "./app";
import { begin } from "./choices";
import "./commands/care";
import "./commands/desk";
import "./company/calling";
import { listenForKeys } from "./commands/listen";
import { page } from "./page";
import "./picker/asking";
import { fetchSnippets } from "./snippets";
import { unlock } from "./sound";
import { goWhenTurnedAway, sayActive } from "./standing";
import { Store, StoreProvider } from "./store";
import { tick } from "./time";

const place = document.getElementById("app");
if (place === null) throw new Error("there is no #app on this page");

begin(page.locale);
prepareAnnouncements();
const store = new Store(socketUrl(page.socket));
listenForKeys(store);
void fetchSnippets(page.snippets);
setInterval(tick, 1_000);

// After a reload there was no press yet: the first one, wherever it is, gives the sound back.
// It takes longer than a frame, and a letter must not wait for it.
for (const name of ["pointerdown", "keydown"]) {
  document.addEventListener(name, () => { setTimeout(() => void unlock(), 50); }, { once: true, capture: true });
}
let turnedAway = false;
window.addEventListener("beforeunload", (event) => {
  if (store.mail.unsaved() && !turnedAway) event.preventDefault();
});
sayActive(() => store.active());
// What is not sent outlives the reload, sealed, if whoever comes back is the same.
goWhenTurnedAway(store, () => {
  turnedAway = true;
  location.reload();
});

render(<StoreProvider value={store}><App /></StoreProvider>, place);
