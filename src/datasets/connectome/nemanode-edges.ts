import type { ByteSource } from "../../bytes/byte-source.js";
import type { ReportFinding } from "../read-recordings.js";
import { readPairRecords } from "./pair-records.js";
import type { SourceEdge } from "./source-edge.js";

/**
 * The connections of a NemaNode file: the weight is the number of entries in `syn`, one per synapse or gap junction.
 * Gap junctions stand in both directions. Entries other than 1 are counted as one synapse each, and reported; a record
 * without entries is no connection, and is reported too.
 *
 * @throws FormatError as `readPairRecords` does
 */
export async function nemanodeEdges(
  source: ByteSource,
  options: { readonly report: ReportFinding; readonly signal?: AbortSignal | undefined },
): Promise<readonly SourceEdge[]> {
  const { report, signal } = options;
  const records = await readPairRecords(source, { types: [0, 2], signal });
  for (const { pre, post, syn, place } of records) {
    const pair = `${pre} to ${post}`;
    const others = syn.filter((value) => value !== 1);
    if (syn.length === 0) {
      const action = "the record is left out";
      report({ source_file: source.name, place, rule: "no-synapse", severity: "loss", found: `${pair}: none`, action });
    } else if (others.length > 0) {
      report({
        ...{ source_file: source.name, place, rule: "synapse-entry-not-one", severity: "note" },
        expected: "1 for each synapse",
        found: `${pair}: ${others.join(", ")} among ${syn.length} entries`,
        action: "each entry is counted as one synapse",
      });
    }
  }
  return records
    .filter(({ syn }) => syn.length > 0)
    .map(({ pre, post, typ, syn, place }) => ({
      ...{ pre, post, place, weight: syn.length },
      kind: typ === 2 ? "gap" : "chemical",
    }));
}
