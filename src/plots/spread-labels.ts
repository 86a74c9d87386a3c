/**
 * Moves labels along one axis so that neighbours are at least `gap` apart, each as near to its wish as the order
 * allows, inside [start, end] where they fit. Blocks of touching labels are centred on the mean of their wishes.
 *
 * @param wishes wanted places, in rising order
 */
export function spreadLabels(
  wishes: readonly number[],
  options: { readonly gap: number; readonly start: number; readonly end: number },
): readonly number[] {
  const { gap, start, end } = options;
  const blocks: { sum: number; count: number }[] = [];
  // a block begins where its first label stands; label k of a block wishes the block to begin at wish − k gap
  const begin = (block: { sum: number; count: number }) =>
    Math.max(start, Math.min(end - (block.count - 1) * gap, block.sum / block.count));
  for (const wish of wishes) {
    blocks.push({ sum: wish, count: 1 });
    for (let last = blocks.length - 1; last > 0; last--) {
      const [before, block] = [blocks[last - 1]!, blocks[last]!];
      if (begin(before) + before.count * gap <= begin(block)) break;
      blocks.pop();
      before.sum += block.sum - block.count * before.count * gap;
      before.count += block.count;
    }
  }
  return blocks.flatMap((block) => Array.from({ length: block.count }, (_, index) => begin(block) + index * gap));
}
