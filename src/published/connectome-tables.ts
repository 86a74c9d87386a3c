import type { PublishedAnnotation } from "../datasets/dataset.js";
import { UnknownNameError } from "../errors.js";
import { listedNames } from "../identities/listed-names.js";
import { batchOf, type TableBatch } from "../tables/batch.js";
import { connectomeCounts } from "./connectome-counts.js";
import { publishedConnectome } from "./connectome-edges.js";
import { connectomeRules } from "./connectome-rules.js";

/**
 * One annotation through the published rules, as batches of `published_annotations` and `published_edges`.
 *
 * @throws UnknownNameError for an annotation that the product does not have
 */
export function publishedConnectomeTables(datasetId: string, source: PublishedAnnotation): readonly TableBatch[] {
  const { annotation, sourceFile, sourcePlace, rows } = source;
  const rules = Object.hasOwn(connectomeRules, annotation) ? connectomeRules[annotation] : undefined;
  if (!rules) {
    throw new UnknownNameError({ kind: "published annotation", name: annotation, known: Object.keys(connectomeRules) });
  }
  const { edges, rows: counts } = publishedConnectome(rows, rules);
  const names = listedNames();
  const about = { dataset_id: datasetId, annotation, source_file: sourceFile, source_place: sourcePlace };
  return [
    batchOf("published_annotations", [{ ...about, ...connectomeCounts(edges), ...counts }]),
    batchOf(
      "published_edges",
      edges.map(({ from, to, gap, chemical }) => ({
        annotation,
        from_neuron: names[from]!,
        to_neuron: names[to]!,
        gap_weight: gap,
        chem_weight: chemical,
      })),
    ),
  ];
}
