/** Runs work for a host once fewer than the allowed number of works for that host are running. */
export type HostLimit = <T>(host: string, work: () => Promise<T>) => Promise<T>;

/** At most `perHost` works at a time for each host; the others wait in the order they came. */
export function hostLimit(perHost: number): HostLimit {
  const running = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  return async (host, work) => {
    if ((running.get(host) ?? 0) >= perHost) {
      const queue = waiting.get(host) ?? [];
      waiting.set(host, queue);
      // the place is handed over by the work that ends, so the count stays as it is
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running.set(host, (running.get(host) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const next = waiting.get(host)?.shift();
      if (next) next();
      else running.set(host, (running.get(host) ?? 1) - 1);
    }
  };
}
