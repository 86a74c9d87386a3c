import type { ByteCursor } from "./byte-cursor.js";

/** Lengths of the axes in stored order; [] for one element, null for none at all. */
export type Dataspace = readonly number[] | null;

const mostAxes = 32;

/** Reads a version 2 dataspace. @throws FormatError */
export function readDataspace(cursor: ByteCursor): Dataspace {
  const version = cursor.u8();
  if (version !== 2) throw cursor.fail("a dataspace of version 2", `${version}`);
  const rank = cursor.u8();
  const flags = cursor.u8();
  const type = cursor.u8();
  if (rank > mostAxes) throw cursor.fail(`at most ${mostAxes} axes`, `${rank}`);
  if (type > 2 || (type !== 1 && rank > 0)) throw cursor.fail("a dataspace type with its axes", `type ${type}`);
  const lengths: number[] = [];
  for (let axis = 0; axis < rank; axis++) lengths.push(cursor.unsigned(8));
  if (flags & 1) cursor.span(8 * rank);
  return type === 2 ? null : lengths;
}
