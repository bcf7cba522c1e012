/** What a line needs only in bad times, loaded only then: to do without a socket, or to work in a rush. */
import * as fallback from "../shared/fallback.ts";
import type { FromSeeker, ToSeeker } from "../shared/protocol.ts";
import type { Link, LinkOptions } from "../shared/socket.ts";
import { solve } from "./work.ts";

export const POLL_URL = "/chat/poll/";

type Line = LinkOptions<FromSeeker, ToSeeker>;

/** Those that find their way without a socket by themselves. */
const asking = new WeakSet<Link<FromSeeker>>();

/** The line that is used from now on; a `frame` is handed on by `give` when what it asks for is done. */
export function aid(link: Link<FromSeeker>, line: Line, frame: ToSeeker | undefined, give: (frame: ToSeeker) => void): Link<FromSeeker> {
  if (frame === undefined) return asking.has(link) ? link : withoutSocket(link, line);
  if (frame.type === "welcome" && frame.puzzle) return working(link, solve(frame.puzzle), () => give(frame));
  // More have come since the welcome: the next one brings a puzzle, and the words are still held.
  link.renew();
  return link;
}

function withoutSocket(link: Link<FromSeeker>, line: Line): Link<FromSeeker> {
  link.close();
  const made = fallback.open(line, new URL(POLL_URL, location.href).href);
  asking.add(made);
  return made;
}

/** The same line; what opens a talk takes along what was found. */
function working(link: Link<FromSeeker>, solved: Promise<string>, then: () => void): Link<FromSeeker> {
  let work = "";
  let closed = false;
  void solved.then((found) => {
    work = found;
    if (!closed) then();
  });
  const made: Link<FromSeeker> = {
    ...link,
    send(frame) {
      const opens = frame.type === "say" || frame.type === "enter";
      return link.send(opens ? { work, ...frame } : frame);
    },
    close() {
      closed = true;
      link.close();
    },
  };
  if (asking.has(link)) asking.add(made);
  return made;
}
