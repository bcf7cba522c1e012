/** When no socket gets through: asks over HTTP, tries the socket now and then, and goes back to it when it can. */
import * as poll from "./poll.ts";
import * as socket from "./socket.ts";

/** The server may only have been away: at first the socket is tried for this long beside the asking. */
export const FIRST_TRIAL = 30_000;
export const TRIAL = 20_000;
export const TRY_AGAIN = 180_000;
/** A socket that was won and is lost for this long was not worth it. */
export const GIVE_UP = 10_000;

export function open<Out extends { readonly type: string }, In>(options: socket.LinkOptions<Out, In>, pollUrl: string): socket.Link<Out> {
  let active: socket.Link<Out>;
  let trial: socket.Link<Out> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function after(milliseconds: number, act: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  }

  function ask(): void {
    active = poll.open({ ...options, url: pollUrl });
    tryFor(FIRST_TRIAL);
  }

  function tryFor(milliseconds: number): void {
    let won = false;
    const mine = socket.open<Out, In>({
      ...options,
      onStatus(status) {
        if (!won || closed) return;
        options.onStatus(status);
        if (status === "lost") after(GIVE_UP, back);
      },
      onFrame(frame) {
        if (closed) return;
        if (!won) take(mine);
        won = true;
        clearTimeout(timer);
        options.onFrame(frame);
      },
    });
    trial = mine;
    after(milliseconds, rest);
  }

  /** The server has spoken on the socket: that is the line from now on. */
  function take(mine: socket.Link<Out>): void {
    active.close();
    active = mine;
    trial = undefined;
    options.onStatus("open");
  }

  function rest(): void {
    trial?.close();
    trial = undefined;
    after(TRY_AGAIN, () => tryFor(TRIAL));
  }

  function back(): void {
    active.close();
    ask();
  }

  ask();
  return {
    send: (frame) => active.send(frame),
    close() {
      closed = true;
      clearTimeout(timer);
      trial?.close();
      active.close();
    },
    retry: () => active.retry(),
    renew: () => active.renew(),
    doubt: () => active.doubt(),
  };
}
