/** Our own directory in a tab beside: whoever leaves fast in one of the two has left both. */

const beside = new Set<MessageEventSource>();
/** Each tells the other that it leaves: once is enough, or both would begin anew for ever. */
let left = false;

/** What such a tab says: that it is there, or that somebody leaves by it. Nobody else is heard. */
export function meetBeside(go: () => void): void {
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source === null) return;
    if (data === "here") beside.add(source);
    if (data === "leave" && !left) go();
  });
}

export function leaveBeside(): void {
  left = true;
  for (const tab of beside) tab.postMessage("leave", { targetOrigin: location.origin });
}
