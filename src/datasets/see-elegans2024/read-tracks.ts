import { FormatError } from "../../errors.js";
import { fieldOf, matMatrix } from "../../formats/mat/mat-access.js";
import type { MatFile } from "../../formats/mat.js";

/** What the file says about the tracked cells, cell after cell in its order, one value per frame. */
export interface Tracks {
  readonly x: readonly Float64Array[];
  readonly y: readonly Float64Array[];
  readonly z: readonly Float64Array[];
  readonly intensity: readonly Float64Array[];
}

const variable = "neurons_cleaned";

/** Columns of `coords`. */
const columns = ["x", "y", "z", "frame", "intensity"] as const;

/**
 * Reads the tracks: a structure array with one element per cell, whose field `coords` is frame × (x, y, z, frame,
 * intensity), the frames numbered from 1 without a gap.
 *
 * @throws FormatError for another layout
 */
export async function readTracks(mat: MatFile, file: string): Promise<Tracks> {
  const value = await mat.read(variable);
  const count = value.kind === "struct" ? value.elements.length : 0;
  if (count === 0) {
    const expected = "a structure with an element per cell";
    throw new FormatError({ file, place: variable, expected, found: `${value.kind} with none` });
  }
  const cells = Array.from({ length: count }, (_, index) => {
    const place = `${variable}(${index + 1}).coords`;
    const coords = matMatrix(fieldOf(value, "coords", index));
    if (coords?.columns !== columns.length || coords.rows === 0) {
      const found = coords ? `${coords.rows} × ${coords.columns}` : "no matrix";
      throw new FormatError({ file, place, expected: `frames × ${columns.length} (${columns.join(", ")})`, found });
    }
    const [x, y, z, frame, intensity] = columns.map((_, column) =>
      coords.values.subarray(column * coords.rows, (column + 1) * coords.rows),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const wrong = frame.findIndex((number, row) => number !== row + 1);
    if (wrong >= 0) {
      const found = `${frame[wrong]} in row ${wrong + 1}`;
      throw new FormatError({ file, place, expected: "frames numbered from 1 without a gap", found });
    }
    return { x, y, z, intensity };
  });
  const all = (axis: keyof Tracks) => cells.map((cell) => cell[axis]);
  return { x: all("x"), y: all("y"), z: all("z"), intensity: all("intensity") };
}
