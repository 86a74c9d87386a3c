import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { csvRows } from "../../formats/csv.js";
import { parseNumber } from "../../formats/parse-number.js";
import type { SourceEdge } from "../connectome/source-edge.js";
import type { ReportFinding } from "../read-recordings.js";

/**
 * The snapshot from before the publication: neuron, neuron and a whole number, separated by tabs, without a header.
 * Nothing says which of the two was stimulated: the first is called `pre`, and the attribute `direction` says so. A 0
 * may be no response or no measurement; such rows are counted in a finding and give no edge.
 *
 * @throws FormatError for a row of another shape
 */
export async function snapshotEdges(
  source: ByteSource,
  options: { readonly report: ReportFinding; readonly signal?: AbortSignal | undefined },
): Promise<readonly SourceEdge[]> {
  const file = source.name;
  const { report, signal } = options;
  const edges: SourceEdge[] = [];
  let zeros = 0;
  for await (const { line, fields } of csvRows(source, { delimiter: "\t", ...(signal && { signal }) })) {
    const [pre, post, text] = fields;
    const place = `line ${line}`;
    const weight = parseNumber(text ?? "");
    if (fields.length !== 3 || !pre?.trim() || !post?.trim() || !Number.isFinite(weight ?? Number.NaN)) {
      const found = JSON.stringify(fields.join(" ").slice(0, 60));
      throw new FormatError({ file, place, expected: "two neurons and a finite number", found });
    }
    if (weight === 0) zeros++;
    else edges.push({ pre, post, kind: "functional", weight: weight!, place, attributes: { direction: "unknown" } });
  }
  if (zeros > 0) {
    const found = `${zeros} pairs with 0, no response or not measured`;
    const action = "they give no edge";
    report({ source_file: file, place: "all lines", rule: "zero-of-unknown-meaning", severity: "note", found, action });
  }
  return edges;
}
