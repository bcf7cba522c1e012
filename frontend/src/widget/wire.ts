/** The few messages between the frame and the host page's loader; each side checks the exact origin. */

/** From the frame: `ready` (with the exit's address), `close` the window, `leave` the site, `left`: go on. */
export type FromFrame =
  | { readonly helpline: "ready"; readonly exit: string }
  | { readonly helpline: "close" | "leave" | "left" };

/** From the host: `leave`: the person left on the host page, forget everything; `shown`: take the focus. */
export type FromHost = { readonly helpline: "leave" | "shown" };

/** The word of a message, if it is one of ours and comes from exactly that window and origin. */
export function heard(event: MessageEvent<unknown>, origin: string, source: Window | null): string {
  if (event.origin !== origin || event.source !== source || source === null) return "";
  const word = (event.data as { helpline?: unknown } | null)?.helpline;
  return typeof word === "string" ? word : "";
}
