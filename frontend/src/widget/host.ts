/** The frame's side of the talk with the page that embeds it; on a page of its own it does nothing. */
import { type FromFrame, heard } from "./wire.ts";

export interface Host {
  readonly embedded: boolean;
  post(message: FromFrame): void;
}

export function meetHost(origin: string, exitUrl: string, on: { leave: () => void; shown: () => void }): Host {
  const embedded = origin !== "" && window.parent !== window;

  function post(message: FromFrame): void {
    if (embedded) window.parent.postMessage(message, origin);
  }

  if (embedded) {
    window.addEventListener("message", (event: MessageEvent<unknown>) => {
      const word = heard(event, origin, window.parent);
      if (word === "leave") {
        on.leave();
        post({ helpline: "left" });
      }
      if (word === "shown") on.shown();
    });
    post({ helpline: "ready", exit: exitUrl });
  }
  return { embedded, post };
}
