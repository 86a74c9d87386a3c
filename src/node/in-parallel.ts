/** What became of one item. */
export type Outcome<R> = { readonly value: R } | { readonly error: unknown };

/**
 * Runs `work` over all items, at most `jobs` at a time, and gives the outcomes in the items' order. One failure does
 * not stop the others; an aborted signal does, and its reason is thrown.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  options: { readonly jobs: number; readonly signal?: AbortSignal | undefined },
  work: (item: T) => Promise<R>,
): Promise<readonly Outcome<R>[]> {
  const outcomes: Outcome<R>[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length && !options.signal?.aborted) {
      const index = next++;
      try {
        outcomes[index] = { value: await work(items[index]!) };
      } catch (error) {
        outcomes[index] = { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(options.jobs, items.length)) }, worker));
  options.signal?.throwIfAborted();
  return outcomes;
}
