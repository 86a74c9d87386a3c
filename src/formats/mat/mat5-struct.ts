import type { MatStruct, MatValue } from "./mat-value.js";
import type { Mat5Cursor } from "./mat5-cursor.js";
import type { Mat5Matrix } from "./mat5-matrix.js";
import { valueBytes } from "./memory-budget.js";

const utf8 = new TextDecoder();
/** Elements without fields take no byte of the file. */
const mostBareElements = 2 ** 16;

/** The content of a structure array; that of an object begins with the name of its class. @throws FormatError */
export function mat5Struct(matrix: Mat5Matrix): MatStruct {
  const { cursor, header, fields: wanted, place, budget } = matrix;
  const { shape, count } = header;
  const className = header.className === "object" ? { className: cursor.text("the name of a class") } : {};
  const names = fieldNames(cursor);
  const isWanted = names.map((name) => !wanted || wanted.includes(name));
  const fields = names.filter((_, i) => isWanted[i]);
  const most = names.length === 0 ? mostBareElements : Math.floor(cursor.remaining / (8 * names.length));
  if (count > most) throw cursor.fail(`at most ${most} elements in ${cursor.remaining} bytes`, `${count}`);
  budget.take(count * valueBytes, place);
  const elements: Readonly<Record<string, MatValue>>[] = [];
  for (let index = 0; index < count; index++) {
    const prefix = count === 1 ? place : `${place}(${index + 1})`;
    const entries: [string, MatValue][] = [];
    for (const [i, name] of names.entries()) {
      if (isWanted[i]) entries.push([name, matrix.child(`${prefix}.${name}`)]);
      else cursor.element();
    }
    elements.push(Object.fromEntries(entries));
  }
  return { kind: "struct", ...className, shape, fields, elements };
}

function fieldNames(cursor: Mat5Cursor): readonly string[] {
  const [length = 0] = cursor.integers("the length of field names");
  const bytes = cursor.numbers("field names") as Uint8Array;
  if (!(length > 0 && bytes.BYTES_PER_ELEMENT === 1 && bytes.length % length === 0)) {
    throw cursor.fail("field names of one length", `${bytes.length} bytes for names of ${length}`);
  }
  const names = Array.from({ length: bytes.length / length }, (_, i) => {
    const name = new Uint8Array(bytes.slice(i * length, (i + 1) * length));
    const end = name.indexOf(0);
    return utf8.decode(end < 0 ? name : name.subarray(0, end));
  });
  if (new Set(names).size === names.length) return names;
  throw cursor.fail("a name for each field", "one name twice");
}
