import type { ByteSource } from "../../bytes/byte-source.js";
import { readPairTable } from "../connectome/pair-table.js";
import { publishedAnnotations } from "../connectome/published-annotations.js";
import type { ReadPublishedEdges } from "../dataset.js";
import { editions } from "./editions.js";

/**
 * The functional annotation of the published product, taken from its own consensus file: the workbook that it was made
 * from is not at hand. The product's row name stays the source here, which is the responding cell.
 */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(manifest, files, options, [
    { annotation: "funconn", file: editions[0].path, place: "functional_weight, from the product", readRows },
  ]);

async function readRows(source: ByteSource, signal?: AbortSignal) {
  const columns = ["from_neuron", "to_neuron", "functional_weight"];
  const rows = await readPairTable(source, { columns, signal });
  return rows
    .filter(({ fields }) => fields.functional_weight !== "")
    .map(({ fields, number }) => ({
      pre: fields.from_neuron!,
      post: fields.to_neuron!,
      type: "functional",
      weight: number("functional_weight"),
    }));
}
