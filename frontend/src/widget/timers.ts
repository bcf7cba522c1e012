/** Timers by name: setting one again replaces it, and all of them can be stopped at once. */

export interface Timers {
  after(name: string, milliseconds: number, act: () => void): void;
  stop(name: string): void;
  stopAll(): void;
}

export function createTimers(): Timers {
  const running = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    after(name, milliseconds, act) {
      clearTimeout(running.get(name));
      running.set(name, setTimeout(act, milliseconds));
    },
    stop(name) {
      clearTimeout(running.get(name));
    },
    stopAll() {
      for (const timer of running.values()) clearTimeout(timer);
    },
  };
}
