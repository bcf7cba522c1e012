/** The device's own notice when an offer rings and this page cannot be seen; it never says who or what. */
import { notices, setNotices } from "./preferences";
import { t } from "./words";

const TAG = "desk-offer";

export function noticesExist(): boolean {
  return typeof Notification !== "undefined" && Notification.permission !== "denied";
}

/** Call it from a press: the browser asks then. Without a yes it stays off. */
export async function allowNotices(): Promise<void> {
  setNotices((await Notification.requestPermission()) === "granted");
}

/** Shows one notice; the returned function takes it away again. */
export function notice(): () => void {
  const wanted = notices.peek() && noticesExist() && Notification.permission === "granted";
  if (!wanted || document.visibilityState === "visible") return () => undefined;
  const shown = new Notification(t("notice_waiting"), { tag: TAG, silent: true });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
  return () => shown.close();
}
