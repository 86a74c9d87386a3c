import type { ReportFinding } from "./read-recordings.js";

/**
 * The columns that hold something. Those that are zero throughout, which a device or a program writes for what it has
 * not, are left out and reported.
 */
export function reportZeroColumns<Column extends { readonly name: string; readonly values: ArrayLike<number> }>(
  columns: readonly Column[],
  report: ReportFinding,
  where: { readonly source_file: string; readonly place: string },
): readonly Column[] {
  const isZero = ({ values }: Column) => Array.prototype.every.call(values, (value) => value === 0);
  const zero = columns.filter(isZero);
  if (zero.length > 0) {
    const found = `${zero.map(({ name }) => name).join(", ")}: all samples are 0`;
    const action = zero.length === 1 ? "it is left out" : "they are left out";
    report({ ...where, rule: "zero-columns", severity: "loss", expected: "values that differ", found, action });
  }
  return columns.filter((column) => !zero.includes(column));
}
