/** What a seeker needs only after the first picture: talk, waiting room, menu, end, and the sheet of these. */
import restCss from "./rest.css?url";
import { linkSheet } from "./sheet.ts";

export { createKeeper } from "../shared/sealed.ts";
export { ChooseKeep, Slip } from "./ended.tsx";
export { Log } from "./log.tsx";
export { Menu } from "./menu.tsx";
export { WaitCard } from "./waiting.tsx";

export const dress = (): Promise<void> => linkSheet(restCss);
