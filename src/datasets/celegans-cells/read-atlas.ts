import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { rowNumbers } from "../../formats/parse-number.js";
import type { ReadNodeTable } from "./node-table.js";

/**
 * A list of positions without a header: name, body axis, two transverse axes, in micrometres.
 *
 * @throws FormatError for rows of another length, an empty name, and what is no finite number
 */
export const readAtlas: ReadNodeTable = async (source, { signal }) => {
  const { rows } = await readCsv(source, { header: false, ...(signal && { signal }) });
  const cells = rows.map((row) => {
    const file = source.name;
    const place = `line ${row.line}`;
    const position = rowNumbers(file, row, { start: 1 });
    if (row.fields.length !== 4 || row.fields[0]!.trim() === "" || !position.every(Number.isFinite)) {
      const found = row.fields.join(",").slice(0, 60);
      throw new FormatError({ file, place, expected: "a name and three finite numbers", found });
    }
    const [x_um, y_um, z_um] = position;
    const axes_source = "second, third and fourth column";
    return { name_source: row.fields[0]!.trim(), x_um: x_um!, y_um: y_um!, z_um: z_um!, axes_source, place };
  });
  return { cells };
};
