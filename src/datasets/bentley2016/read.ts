import { connectomeBatches } from "../connectome/connectome-batches.js";
import { readPairTable } from "../connectome/pair-table.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import type { SourceEdge } from "../connectome/source-edge.js";
import type { ReadDataset } from "../dataset.js";

/**
 * Reads the signalling by monoamines and by neuropeptides: an edge says that one neuron makes a transmitter for which
 * another has a receptor. No strength is stated, so the weight is null; a pair has one edge for each transmitter and
 * receptor. The column without a name, a gene, goes to the attributes.
 */
export const read: ReadDataset = (manifest, files, options) =>
  readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const columns = ["source neuron", "target neuron", "transmitter", "receptor"];
    const rows = await readPairTable(source, { columns, unnamed: "gene", signal: options.signal });
    const kind = about.id.endsWith("monoamines") ? "monoamine" : "neuropeptide";
    const edges = rows.map(({ fields, name, place }): SourceEdge => {
      const { transmitter, receptor, gene } = fields as Readonly<Record<string, string>>;
      return {
        ...{ pre: name("source neuron"), post: name("target neuron"), kind, weight: null, place },
        ...{ transmitter: transmitter || null, receptor: receptor || null },
        ...(gene && { attributes: { gene } }),
      };
    });
    return connectomeBatches({ manifest, entry, about, rows: edges, report });
  });
