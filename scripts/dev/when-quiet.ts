/** A queue whose events are worked on together, once no more of them come. */
export interface QuietQueue<Event> {
  push(event: Event): void;
  /** Takes no more events, and resolves when what is being worked on is done. */
  close(): Promise<void>;
}

/**
 * Calls `work` with the events so far, once none came for `quiet` milliseconds; never two calls at a time. `isStale` tells
 * a call that newer events wait for it to end. It resolves to whether it is done: the next call gets the events of one that
 * gave up as well.
 */
export function whenQuiet<Event>(
  quiet: number,
  work: (events: readonly Event[], isStale: () => boolean) => Promise<"done" | "given up">,
): QuietQueue<Event> {
  let waiting: Event[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closed = false;

  function wait(): void {
    clearTimeout(timer);
    if (!running && !closed) timer = setTimeout(() => (running = run()), quiet);
  }

  async function run(): Promise<void> {
    const events = waiting;
    waiting = [];
    try {
      const outcome = await work(events, () => closed || waiting.length > 0);
      if (outcome === "given up") waiting = [...events, ...waiting];
    } finally {
      running = undefined;
      if (waiting.length > 0) wait();
    }
  }

  return {
    push(event) {
      waiting.push(event);
      wait();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
