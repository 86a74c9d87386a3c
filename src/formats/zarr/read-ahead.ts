/**
 * What `load` gives for each item, in their order, while up to `width` of them are under way at a time. When the caller
 * stops, those under way end unseen.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  width: number,
  load: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underway: Promise<Result>[] = [];
  for (const item of items) {
    const loading = load(item);
    // an error is thrown when its turn comes
    loading.catch(() => undefined);
    underway.push(loading);
    if (underway.length >= width) yield await underway.shift()!;
  }
  for (const loading of underway) yield await loading;
}
