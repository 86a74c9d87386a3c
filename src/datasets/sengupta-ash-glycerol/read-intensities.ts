import { FormatError } from "../../errors.js";
import { matNumbers } from "../../formats/mat/mat-access.js";
import type { MatFile } from "../../formats/mat.js";

/** The variables of the file. */
const intensityNames = ["pixelIntensCell", "pixelIntensBack", "backsubSignal", "signal"] as const;

/** A variable of the file, one value per frame. */
export type IntensityName = (typeof intensityNames)[number];

/**
 * Reads the measurements that the lab's MATLAB script saves.
 *
 * @throws FormatError when a variable is missing, empty, no list of numbers, or of another length than the others
 */
export async function readIntensities(
  mat: MatFile,
  file: string,
): Promise<Readonly<Record<IntensityName, Float64Array>>> {
  const traces: Partial<Record<IntensityName, Float64Array>> = {};
  let length = 0;
  for (const name of intensityNames) {
    const values = mat.variables.some((one) => one.name === name) ? matNumbers(await mat.read(name)) : undefined;
    if (!values || values.length === 0 || (length > 0 && values.length !== length)) {
      const expected = length > 0 ? `${length} numbers, as in ${intensityNames[0]}` : "a number per frame";
      const found = values ? `${values.length}` : "no numbers";
      throw new FormatError({ file, place: name, expected, found });
    }
    length = values.length;
    traces[name] = values;
  }
  return traces as Record<IntensityName, Float64Array>;
}
