import { FormatError } from "../../errors.js";
import { matNumbers } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import { type RdmPlace, squareVector } from "./source-rdm.js";

/**
 * The strict upper triangle of an RDM of n conditions in a MAT file, which is there as a matrix or as that vector.
 *
 * @throws FormatError for anything else
 */
export function matRdm(value: MatValue | undefined, n: number, where: RdmPlace): Float64Array {
  const numbers = matNumbers(value);
  const shape = value?.shape ?? [];
  if (numbers && shape.length === 2) {
    const [rows, columns] = shape as [number, number];
    if (rows === n && columns === n) return squareVector(n, (row, column) => numbers[row + column * n]!, where);
    if (Math.min(rows, columns) === 1 && numbers.length === (n * (n - 1)) / 2) return numbers;
  }
  throw misfit(value, `${n} × ${n} or 1 × ${(n * (n - 1)) / 2} numbers`, where);
}

/**
 * The same of an array with one RDM per position of its first axis, k × n × n.
 *
 * @throws FormatError for anything else
 */
export function matRdms(value: MatValue | undefined, n: number, { file, place }: RdmPlace): readonly Float64Array[] {
  const numbers = matNumbers(value);
  const [count = 0, rows, columns] = value?.shape ?? [];
  if (!numbers || value?.shape.length !== 3 || rows !== n || columns !== n || count === 0) {
    throw misfit(value, `k × ${n} × ${n} numbers`, { file, place });
  }
  return Array.from({ length: count }, (_, rdm) =>
    squareVector(n, (row, column) => numbers[rdm + count * (row + n * column)]!, {
      file,
      place: `${place}(${rdm + 1})`,
    }),
  );
}

/** The error for a value of another kind or shape. */
export function misfit(value: MatValue | undefined, expected: string, { file, place }: RdmPlace): FormatError {
  const found = value ? `${value.kind} ${value.shape.join(" × ")}` : "nothing";
  return new FormatError({ file, place, expected, found });
}
