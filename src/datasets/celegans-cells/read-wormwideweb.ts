import { FormatError } from "../../errors.js";
import { readPairTable } from "../connectome/pair-table.js";
import type { ReadNodeTable, SourceCell } from "./node-table.js";
import { commonType, textOrNull } from "./words.js";

const sexes: Readonly<Record<string, NonNullable<SourceCell["sex"]>>> = {
  shared: "both",
  male: "male",
  hermaphrodite: "hermaphrodite",
};
const sides: Readonly<Record<string, "L" | "R" | null>> = { l: "L", r: "R", "": null };
const positions: Readonly<Record<string, "D" | "V" | null>> = { d: "D", v: "V", "": null };

/**
 * The cells of WormWideWeb: name, class, type, type_code, category, dv, lr. The category `pharynx` says nothing of the
 * sex.
 *
 * @throws FormatError for missing columns, an empty name, and other letters in dv and lr
 */
export const readWormwideweb: ReadNodeTable = async (source, { signal }) => {
  const columns = ["name", "class", "type", "type_code", "category", "dv", "lr"];
  const rows = await readPairTable(source, { columns, signal });
  const cells = rows.map(({ fields, place }): SourceCell => {
    const { category = "", dv = "", lr = "", type = "" } = fields;
    if (!Object.hasOwn(sides, lr) || !Object.hasOwn(positions, dv)) {
      const expected = "d, v or nothing in dv and l, r or nothing in lr";
      throw new FormatError({ file: source.name, place, expected, found: `${dv.slice(0, 20)}, ${lr.slice(0, 20)}` });
    }
    return {
      name_source: fields.name!,
      cell_class: textOrNull(fields.class!),
      type: commonType(type),
      type_source: textOrNull(type),
      category: textOrNull(category),
      sex: Object.hasOwn(sexes, category) ? sexes[category]! : null,
      position: positions[dv]!,
      side: sides[lr]!,
      place,
    };
  });
  return { cells };
};
