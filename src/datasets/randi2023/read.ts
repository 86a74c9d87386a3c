import type { ByteSource } from "../../bytes/byte-source.js";
import { SchemaError } from "../../errors.js";
import { connectomeBatches } from "../connectome/connectome-batches.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import type { SourceEdge } from "../connectome/source-edge.js";
import type { ReadDataset } from "../dataset.js";
import type { ReportFinding } from "../read-recordings.js";
import { responseEdges } from "./response-edges.js";
import { significantEdges } from "./significant-edges.js";
import { snapshotEdges } from "./snapshot-edges.js";

/** What makes edges of a file, by its role. */
const readers: Readonly<
  Record<
    string,
    (
      source: ByteSource,
      options: { readonly report: ReportFinding; readonly signal?: AbortSignal | undefined },
    ) => Promise<readonly SourceEdge[]>
  >
> = { responses: responseEdges, "significant-pairs": significantEdges, snapshot: snapshotEdges };

/**
 * Reads the atlas of signal propagation: an edge goes from the neuron that was stimulated to the one that responded,
 * and its weight is the change of fluorescence. No file here holds q values: `q_value` and `q_equivalence` are null.
 */
export const read: ReadDataset = (manifest, files, options) =>
  readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const reader = Object.hasOwn(readers, entry.role) ? readers[entry.role] : undefined;
    if (!reader) {
      const issues = [`${entry.path}: role: expected ${Object.keys(readers).join(", ")}, found ${entry.role}`];
      throw new SchemaError({ file: `${manifest.id}.json`, issues });
    }
    const rows = await reader(source, { report, signal: options.signal });
    return connectomeBatches({ manifest, entry, about, rows, report });
  });
