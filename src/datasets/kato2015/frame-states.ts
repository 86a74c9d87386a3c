import { FormatError } from "../../errors.js";
import type { NpyArray } from "../../formats/npy.js";
import { safeNumbers } from "../../formats/safe-numbers.js";

/** What turns the exported state codes into one state per frame. */
export interface StateCoding {
  readonly file: string;
  /** State by code. */
  readonly codes: Readonly<Record<string, string>>;
  /** The export's first entry belongs to this frame. */
  readonly shift: number;
  /** States of the frames before, where another source has them. */
  readonly first: readonly string[] | undefined;
}

/**
 * One state per frame: entry k of the export belongs to frame k + shift; the frames before have the states that are
 * known from elsewhere, else null.
 *
 * @throws FormatError when the entries do not cover the frames, or for an unknown code
 */
export async function frameStates(
  array: NpyArray,
  frames: number,
  coding: StateCoding,
): Promise<readonly (string | null)[]> {
  const { file, codes, shift, first } = coding;
  const place = "member b";
  const [entries, width = 1] = array.shape;
  if (array.shape.length > 2 || width !== 1 || entries !== frames - shift) {
    const found = `shape (${array.shape.join(", ")})`;
    throw new FormatError({ file, place, expected: `${frames - shift} states for ${frames} frames`, found });
  }
  const numbers = safeNumbers(await array.read(), `${file}: ${place}`);
  const states = Array.from({ length: frames }, (_, frame) => (frame < shift ? (first?.[frame] ?? null) : ""));
  for (const [index, code] of numbers.entries()) {
    const state = Object.hasOwn(codes, String(code)) ? codes[String(code)] : undefined;
    if (state === undefined) {
      const found = `${code} at entry ${index}`;
      throw new FormatError({ file, place, expected: `a state code (${Object.keys(codes).join(", ")})`, found });
    }
    states[index + shift] = state;
  }
  return states;
}
