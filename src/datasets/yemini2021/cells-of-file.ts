import { FormatError } from "../../errors.js";
import type { Activity, ActivityClass } from "./read-activity.js";

/** One cell of one animal: its class with the side that the file gives it. */
export interface ActivityCell {
  readonly label: string;
  /** Position of its class in the file, from 1. */
  readonly classNumber: number;
  /** Empty where the animal has no trace of it. */
  readonly trace: Float64Array;
  /** What `is_L` says where that contradicts the half in which the cell stands; its side is then left open. */
  readonly contradiction: string | null;
}

/**
 * The cells of one animal, class after class, left before right. With an entry per animal and side, the first half
 * holds left cells (`is_L` 1) and cells without a partner (NaN), the second half right ones; with an entry per animal,
 * 1 is left, 0 right, NaN without a partner.
 */
export function cellsOfFile({ files, classes }: Activity, index: number): readonly ActivityCell[] {
  return classes.flatMap((one, classIndex) => {
    const entries = one.traces.length === files.length ? [index] : [index, index + files.length];
    return entries.map((entry): ActivityCell => {
      const side = sideOf(one, entry, files.length);
      return {
        label: `${one.name}${side ?? ""}`,
        classNumber: classIndex + 1,
        trace: one.traces[entry]!,
        contradiction:
          side === null ? `is_L is ${one.isLeft[entry]} in the ${entry < files.length ? "left" : "right"} half` : null,
      };
    });
  });
}

/**
 * The samples of each trace of an animal.
 *
 * @throws FormatError when the animal has no trace, or traces of different length
 */
export function framesOf(
  cells: readonly ActivityCell[],
  where: { readonly file: string; readonly place: string },
): number {
  const present = cells.filter(({ trace }) => trace.length > 0);
  const frames = present[0]?.trace.length;
  if (frames === undefined) throw new FormatError({ ...where, expected: "a trace", found: "none" });
  const other = present.find(({ trace }) => trace.length !== frames);
  if (other) {
    const expected = `${frames} samples, as ${present[0]!.label} has`;
    throw new FormatError({ ...where, expected, found: `${other.trace.length} of ${other.label}` });
  }
  return frames;
}

/** "" for a cell without a partner, null where the file contradicts itself. */
function sideOf({ isLeft, traces }: ActivityClass, entry: number, files: number): "L" | "R" | "" | null {
  const value = isLeft[entry]!;
  if (entry >= files) return value === 1 ? null : "R";
  if (Number.isNaN(value)) return "";
  if (value === 1) return "L";
  return traces.length === files && value === 0 ? "R" : null;
}
