import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readPairRecords } from "../connectome/pair-records.js";
import type { SourceEdge } from "../connectome/source-edge.js";

/**
 * The pairs that the neuron-graph site lists as significant: `pre` was stimulated, `post` responds, the one entry of
 * `syn` is the response. It is 100 times dF/F, cut to a whole number, and stays in that unit: what was cut is lost.
 *
 * @throws FormatError for a pair with several responses or none, and as `readPairRecords` does
 */
export async function significantEdges(
  source: ByteSource,
  options: { readonly signal?: AbortSignal | undefined },
): Promise<readonly SourceEdge[]> {
  const records = await readPairRecords(source, { types: [4], signal: options.signal });
  return records.map(({ pre, post, syn, place }) => {
    if (syn.length === 1) return { pre, post, kind: "functional", weight: syn[0]!, place };
    const expected = "one response in syn";
    throw new FormatError({ file: source.name, place, expected, found: `${syn.length}` });
  });
}
