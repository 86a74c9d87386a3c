import { ArgumentError, UnknownNameError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { Patterns } from "./patterns.js";

/** The columns in the order that is given, copied. */
export function takeColumns({ rows, columns, values }: Matrix, chosen: ArrayLike<number>): Matrix {
  const taken = matrix(rows, chosen.length);
  for (let row = 0, to = 0; row < rows; row++) {
    const from = row * columns;
    for (let k = 0; k < chosen.length; k++) taken.values[to++] = values[from + chosen[k]!]!;
  }
  return taken;
}

/**
 * The patterns on some of their channels, in the order that is given.
 *
 * @param chosen - Numbers of columns, or ids of channels.
 * @throws ArgumentError when a number is none of the columns; UnknownNameError when there is no channel of that id.
 */
export function takeChannels(patterns: Patterns, chosen: readonly number[] | readonly string[]): Patterns {
  const { values, channels } = patterns;
  const columns = chosen.map((channel) => (typeof channel === "number" ? channel : columnOf(channels ?? [], channel)));
  for (const column of columns) {
    if (Number.isInteger(column) && column >= 0 && column < values.columns) continue;
    const expected = `columns from 0 to ${values.columns - 1}`;
    throw new ArgumentError({ argument: "chosen", expected, found: String(column) });
  }
  return {
    ...patterns,
    values: takeColumns(values, columns),
    channels: channels && columns.map((column) => channels[column]!),
  };
}

function columnOf(channels: readonly string[], id: string): number {
  const column = channels.indexOf(id);
  if (column < 0) throw new UnknownNameError({ kind: "channel", name: id, known: channels });
  return column;
}
