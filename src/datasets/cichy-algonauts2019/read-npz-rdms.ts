import { FormatError } from "../../errors.js";
import { openNpz } from "../../formats/npz.js";
import { safeNumbers } from "../../formats/safe-numbers.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { squareVector } from "../rdms/source-rdm.js";
import { imagesOf, regionRdms } from "./region-rdms.js";

/**
 * The member arr_0 of an NPZ file: n × n for one RDM, k × n × n for one per subject. The part names what it is of.
 *
 * @throws FormatError for other shapes
 */
export const readNpzRdms: ReadPart = async (source, { part, signal }) => {
  const npz = await openNpz(source, signal ? { signal } : {});
  const array = await npz.open("arr_0");
  const n = imagesOf(part).length;
  const isPerSubject = array.shape.length === 3;
  const [count, rows, columns] = isPerSubject ? array.shape : [1, ...array.shape];
  const fits = array.shape.length === (isPerSubject ? 3 : 2) && rows === n && columns === n && count! > 0;
  if (!fits) {
    const expected = `${n} × ${n} or k × ${n} × ${n} numbers`;
    throw new FormatError({ file: source.name, place: "arr_0", expected, found: array.shape.join(" × ") });
  }
  const values = safeNumbers(await array.read(undefined, signal ? { signal } : {}), `arr_0 of ${source.name}`);
  const vectors = Array.from({ length: count! }, (_, rdm) => {
    const where = { file: source.name, place: isPerSubject ? `arr_0[${rdm}]` : "arr_0" };
    return squareVector(n, (row, column) => values[(rdm * n + row) * n + column]!, where);
  });
  return regionRdms(part, [{ name: part.about.source_name ?? "", vectors, isPerSubject }]);
};
