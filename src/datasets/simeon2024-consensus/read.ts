import { openRequired } from "../../bytes/file-set.js";
import { isNeuroloomError } from "../../errors.js";
import { singleFiles } from "../../manifest/single-files.js";
import { batchOf } from "../../tables/batch.js";
import type { ReadDataset } from "../dataset.js";
import { editions } from "./editions.js";
import { readProductRows } from "./read-product-rows.js";

export { readPublishedEdges } from "./read-published-edges.js";

const rowsPerBatch = 4096;

/** Reads the consensus files of the published product as they stand; nothing is computed. */
export const read: ReadDataset = async function* (manifest, files, options) {
  const { subset, signal, onFailure } = options;
  const wanted = new Set(
    manifest.files
      .filter((file) => subset !== "sample" || file.subset === "sample")
      .flatMap(singleFiles)
      .map(({ path }) => path),
  );
  for (const { edition, path, functional } of editions) {
    if (!wanted.has(path)) continue;
    signal?.throwIfAborted();
    try {
      const source = await openRequired(files, path);
      const rows = await readProductRows(source, { edition, functional, signal });
      for (let start = 0; start < rows.length; start += rowsPerBatch) {
        yield batchOf("product_consensus", rows.slice(start, start + rowsPerBatch));
      }
    } catch (error) {
      if (signal?.aborted || !onFailure || !isNeuroloomError(error)) throw error;
      onFailure(edition, error);
    }
  }
};
