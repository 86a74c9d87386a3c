import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { matMatrix, matTexts } from "../../formats/mat/mat-access.js";
import { openMat } from "../../formats/mat.js";
import { reportTotals } from "../connectome/report-totals.js";
import type { EdgeKind, SourceEdge } from "../connectome/source-edge.js";
import type { ReportFinding } from "../read-recordings.js";

const variables: readonly { readonly name: string; readonly kind: EdgeKind }[] = [
  { name: "A_init_t_ordered", kind: "chemical" },
  { name: "Ag_t_ordered", kind: "gap" },
];

/**
 * The connections of the authors' matrices: entry (i, j) counts synapses from neuron i to neuron j, or gap junctions.
 *
 * @throws FormatError where a matrix or the names are missing, or their sizes differ
 */
export async function matrixEdges(source: ByteSource, report: ReportFinding): Promise<readonly SourceEdge[]> {
  const file = source.name;
  const mat = await openMat(source);
  try {
    const names = matTexts(await mat.read("Neuron_ordered"));
    const edges: SourceEdge[] = [];
    for (const { name, kind } of variables) {
      const matrix = matMatrix(await mat.read(name));
      if (!matrix || matrix.rows !== names.length || matrix.columns !== names.length) {
        const found = matrix ? `${matrix.rows} x ${matrix.columns}` : "no matrix";
        const expected = `a matrix of ${names.length} neurons`;
        throw new FormatError({ file, place: `variable ${name}`, expected, found });
      }
      const entries: SourceEdge[] = [];
      for (let column = 0; column < matrix.columns; column++) {
        for (let row = 0; row < matrix.rows; row++) {
          const weight = matrix.values[column * matrix.rows + row]!;
          const [pre, post] = [names[row], names[column]];
          if (weight === 0) continue;
          const place = `${name}(${row + 1}, ${column + 1})`;
          if (!pre || !post) {
            throw new FormatError({ file, place, expected: "names in Neuron_ordered", found: "an empty one" });
          }
          entries.push({ pre, post, kind, weight, place });
        }
      }
      reportTotals(entries, { file, place: `variable ${name}`, report });
      edges.push(...entries);
    }
    return edges;
  } finally {
    mat.close();
  }
}
