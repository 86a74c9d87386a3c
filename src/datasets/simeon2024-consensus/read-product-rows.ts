import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import type { Row } from "../../tables/tables.js";
import { readPairTable } from "../connectome/pair-table.js";

const words = ["from_neuron", "to_neuron", "from_pos", "to_pos", "from_type", "to_type"] as const;
const weights = ["mean_gap_weight", "mean_chem_weight", "uncertainty"] as const;

/**
 * The rows of a consensus file of the published product. An empty cell is null.
 *
 * @throws FormatError for a missing column, an ordered pair that stands twice, a weight that is no finite number, or sources that are no Python list of
 *   words
 */
export async function readProductRows(
  source: ByteSource,
  about: {
    readonly edition: "withfunc" | "nofunc";
    readonly functional: boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly Row<"product_consensus">[]> {
  const { edition, functional, signal } = about;
  const columns = [...words, ...weights, ...(functional ? ["functional_weight"] : []), "data_sources"];
  const rows = await readPairTable(source, { columns, signal });
  const pairs = new Set<string>();
  return rows.map(({ fields, number, place }, row_index) => {
    const pair = `${fields.from_neuron} ${fields.to_neuron}`;
    if (pairs.size === pairs.add(pair).size) {
      throw new FormatError({ file: source.name, place, expected: "each ordered pair once", found: `${pair} again` });
    }
    const weight = (name: string) => (fields[name] === undefined || fields[name] === "" ? null : number(name));
    return {
      edition,
      row_index,
      from_neuron: fields.from_neuron!,
      to_neuron: fields.to_neuron!,
      from_pos: fields.from_pos!,
      to_pos: fields.to_pos!,
      from_type: fields.from_type!,
      to_type: fields.to_type!,
      mean_gap_weight: weight("mean_gap_weight"),
      mean_chem_weight: weight("mean_chem_weight"),
      uncertainty: weight("uncertainty"),
      functional_weight: functional ? weight("functional_weight") : null,
      data_sources: JSON.stringify(wordsOf(fields.data_sources!, source.name, place)),
    };
  });
}

const list = /^\[(?:'\w+'(?:, '\w+')*)?\]$/;

function wordsOf(text: string, file: string, place: string): readonly string[] {
  if (list.test(text)) return [...text.matchAll(/'(\w+)'/g)].map(([, word]) => word!);
  const expected = "a list such as ['cook2019', 'openworm'] in data_sources";
  throw new FormatError({ file, place, expected, found: text.slice(0, 60) });
}
