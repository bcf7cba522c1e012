/** What a seeker needs only after the first picture: talk, waiting room, menu, end, and the words of these. */
import "./rest.css";
import { enRest } from "./en-rest.ts";
import { frRest } from "./fr-rest.ts";
import { learn } from "./words.ts";

export { createKeeper } from "../shared/sealed.ts";
export { ChooseKeep, Slip } from "./ended.tsx";
export { Log } from "./log.tsx";
export { Menu } from "./menu.tsx";
export { WaitCard } from "./waiting.tsx";

learn({ en: enRest, fr: frRest });
