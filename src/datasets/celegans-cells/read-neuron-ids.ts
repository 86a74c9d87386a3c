import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { parseNumber } from "../../formats/parse-number.js";
import type { ReadNodeTable } from "./node-table.js";

/**
 * The list neuron_ids.txt of the package wormneuroatlas: a number from 0 on and a name, separated by a tab.
 *
 * @throws FormatError for a number that is not the place in the list, and for an empty name
 */
export const readNeuronIds: ReadNodeTable = async (source, { signal }) => {
  const { rows } = await readCsv(source, { header: false, delimiter: "\t", ...(signal && { signal }) });
  const cells = rows.map(({ fields, line }, index) => {
    const [number = "", name = ""] = fields.map((field) => field.trim());
    if (fields.length !== 2 || parseNumber(number) !== index || name === "") {
      const expected = `${index}, a tab and a name`;
      const found = JSON.stringify(fields.join("\t").slice(0, 60));
      throw new FormatError({ file: source.name, place: `line ${line}`, expected, found });
    }
    return { name_source: name, source_number: index, place: `line ${line}` };
  });
  return { cells };
};
