import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readPairTable } from "./pair-table.js";
import type { EdgeKind, SourceEdge } from "./source-edge.js";

const kinds: Readonly<Record<string, EdgeKind>> = { chemical: "chemical", electrical: "gap" };

/**
 * The connections of a table of the package wormneuroatlas: columns pre, post, type and synapses, separated by tabs. Gap
 * junctions stand once for each pair.
 *
 * @throws FormatError for another type, and as `readPairTable` does
 */
export async function wormneuroatlasEdges(
  source: ByteSource,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly SourceEdge[]> {
  const columns = ["pre", "post", "type", "synapses"];
  const rows = await readPairTable(source, { columns, delimiter: "\t", ...options });
  return rows.map(({ fields, name, number, place }) => {
    const type = fields.type!;
    if (!Object.hasOwn(kinds, type)) {
      const expected = `${Object.keys(kinds).join(" or ")} in type`;
      throw new FormatError({ file: source.name, place, expected, found: JSON.stringify(type.slice(0, 60)) });
    }
    return { pre: name("pre"), post: name("post"), kind: kinds[type]!, weight: number("synapses"), place };
  });
}
