import { connectomeBatches } from "../connectome/connectome-batches.js";
import { countedEdges } from "../connectome/counted-edges.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import type { ReadDataset } from "../dataset.js";

export { readPublishedEdges } from "./read-published-edges.js";

/** Reads the wiring diagrams made from the electron micrographs of White et al., in the editions of two projects. */
export const read: ReadDataset = (manifest, files, options) =>
  readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const counted = await countedEdges(entry, source, { report, signal: options.signal });
    return connectomeBatches({ manifest, entry, about, report, ...counted });
  });
