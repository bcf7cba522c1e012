/** What a seeker needs only after the first picture: talk, waiting room, menu, end. */
export { createKeeper } from "../shared/sealed.ts";
export { Asking, asks } from "./asking.tsx";
export { Big } from "./big.tsx";
export { Closed } from "./closed.tsx";
export { ChooseKeep, Slip } from "./ended.tsx";
export { GoCheck } from "./gocheck.tsx";
export { Log } from "./log.tsx";
export { Menu } from "./menu.tsx";
export { NumberForm } from "./number.tsx";
export { Paused } from "./paused.tsx";
export { WaitingRoom } from "./waiting.tsx";
export { offers, Wishes } from "./wishes.tsx";
