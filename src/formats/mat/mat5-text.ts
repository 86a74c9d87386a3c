import { charRows, textOfUnits } from "./char-rows.js";
import type { MatNumbers, MatText } from "./mat-value.js";
import type { Mat5Matrix } from "./mat5-matrix.js";

type Decoder = (stored: MatNumbers["values"]) => string;

const units: Decoder = (stored) => textOfUnits(stored as ArrayLike<number>);

/** Text by the type of its data element: UTF-8, UTF-16, UTF-32, or character codes as whole numbers. */
const decoders: Readonly<Record<number, Decoder>> = {
  2: units,
  4: units,
  16: (stored) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(stored as Uint8Array<ArrayBuffer>),
  17: units,
  18: (stored) => Array.from(stored as Uint32Array, (code) => String.fromCodePoint(code)).join(""),
};

/** The content of a character matrix. @throws FormatError */
export function mat5Text(matrix: Mat5Matrix): MatText {
  const { cursor, header, budget, place } = matrix;
  const { shape, count } = header;
  if (count === 0) return { kind: "char", shape, rows: [] };
  const { type, numbers } = cursor.typedNumbers("characters");
  budget.take(numbers.length * 4, place);
  const rows = charRows(decoded(matrix, type, numbers), shape);
  if (!rows) throw cursor.fail(`${count} characters`, "another number of them");
  return { kind: "char", shape, rows };
}

function decoded({ cursor }: Mat5Matrix, type: number, stored: MatNumbers["values"]): string {
  // Type 1 is ASCII; the sign of its bytes means nothing.
  const decode = type === 1 ? (): string => units(new Uint8Array((stored as Int8Array).buffer)) : decoders[type];
  if (!decode) throw cursor.fail("characters", `an element of type ${type}`);
  try {
    return decode(stored);
  } catch {
    throw cursor.fail("characters of Unicode", "others");
  }
}
