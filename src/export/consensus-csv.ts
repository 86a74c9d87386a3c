import { neuronByName } from "../identities/neurons.js";
import { csvField } from "../tables/csv-field.js";
import type { Row } from "../tables/tables.js";
import { pythonFloat, pythonList, pythonTuple } from "./python-text.js";

/** Columns of the published consensus files; those without the functional layer lack `functional_weight`. */
const consensusColumns = [
  "from_neuron",
  "to_neuron",
  "from_pos",
  "to_pos",
  "from_type",
  "to_type",
  "mean_gap_weight",
  "mean_chem_weight",
  "uncertainty",
  "functional_weight",
  "data_sources",
] as const;

/**
 * Rows of the published consensus as the text of the product's CSV files: numbers as Python prints floats, positions as
 * tuples in the node table's order (its first two axes swapped against the atlas), sources as a list. An empty field
 * is a missing value.
 */
export function* consensusCsv(
  rows: Iterable<Row<"consensus_edges">>,
  { functional }: { readonly functional: boolean },
): Generator<string> {
  const names = consensusColumns.filter((name) => functional || name !== "functional_weight");
  yield `${names.join(",")}\n`;
  for (const row of rows) {
    const [from, to] = [neuronByName(row.from_neuron)!, neuronByName(row.to_neuron)!];
    const fields: Record<(typeof consensusColumns)[number], string> = {
      from_neuron: from.name,
      to_neuron: to.name,
      from_pos: positionText(from.positionUm),
      to_pos: positionText(to.positionUm),
      from_type: from.type,
      to_type: to.type,
      mean_gap_weight: weightText(row.mean_gap_weight),
      mean_chem_weight: weightText(row.mean_chem_weight),
      uncertainty: weightText(row.uncertainty),
      functional_weight: weightText(row.functional_weight),
      data_sources: pythonList(JSON.parse(row.data_sources) as readonly string[]),
    };
    yield `${names.map((name) => csvOrEmpty(fields[name])).join(",")}\n`;
  }
}

function csvOrEmpty(text: string): string {
  return text === "" ? "" : csvField(text);
}

function weightText(weight: number | null): string {
  return weight === null ? "" : pythonFloat(weight);
}

function positionText(position: readonly [number, number, number] | null): string {
  if (!position) return "";
  const [axis, first, second] = position;
  return pythonTuple([first, axis, second]);
}
