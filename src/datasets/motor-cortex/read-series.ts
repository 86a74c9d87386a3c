import { FormatError } from "../../errors.js";
import { matMatrix } from "../../formats/mat/mat-access.js";
import type { MatFile } from "../../formats/mat.js";

/** Which axis of a variable is time: the first (samples are rows) or the second one (samples are columns). */
export type SamplesAre = "rows" | "columns";

/**
 * Reads a matrix as series in time, one per unit or axis.
 *
 * @throws FormatError when it is missing, no matrix of numbers, or has no or another number of samples than `samples`
 */
export async function readSeries(
  mat: MatFile,
  name: string,
  options: { readonly file: string; readonly samplesAre: SamplesAre; readonly samples?: number },
): Promise<readonly Float64Array[]> {
  const { file, samplesAre, samples } = options;
  const isThere = mat.variables.some((variable) => variable.name === name);
  const matrix = isThere ? matMatrix(await mat.read(name)) : undefined;
  if (!matrix) throw new FormatError({ file, place: name, expected: "a matrix of numbers", found: "none" });
  const { rows, columns, values } = matrix;
  const [length, width] = samplesAre === "rows" ? [rows, columns] : [columns, rows];
  if (length === 0 || width === 0 || length !== (samples ?? length)) {
    const expected = samples === undefined ? "samples" : `${samples} samples, as of spikes`;
    throw new FormatError({ file, place: name, expected, found: `${rows} × ${columns} numbers` });
  }
  return Array.from({ length: width }, (_, series) =>
    samplesAre === "rows"
      ? values.slice(series * length, (series + 1) * length)
      : Float64Array.from({ length }, (_, sample) => values[series + sample * width]!),
  );
}
