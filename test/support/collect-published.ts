import type { PublishedSource } from "../../src/datasets/dataset.js";

/** All that a reader of the published mode gives. */
export async function collectPublished(reading: AsyncIterable<PublishedSource>): Promise<readonly PublishedSource[]> {
  const sources: PublishedSource[] = [];
  for await (const source of reading) sources.push(source);
  return sources;
}
