import { FormatError, isNeuroloomError } from "../../errors.js";
import { type NpyArray, openNpy } from "../../formats/npy.js";
import { openNpz } from "../../formats/npz.js";
import { safeNumbers } from "../../formats/safe-numbers.js";
import { type ArrayRdms, rdmsOfArray } from "./rdms-of-array.js";
import type { ReadRdms } from "./read-rdms.js";
import { type NamedRdms, stackOfArrays } from "./stack-of-arrays.js";

/** Members of an NPZ file that name conditions rather than hold RDMs. */
const labelNames = ["conditions", "labels", "stimuli"];

/** The RDMs of an NPY array. */
export const readNpyRdms: ReadRdms = async (source, name, { signal }) => {
  const array = await openNpy(source, signal ? { signal } : {});
  const rdms = await rdmsOf(array, source.name, "array", signal);
  if (rdms) return stackOfArrays(source.name, [{ ...rdms, name: name.replace(/\.npy$/i, "") }], null);
  throw noRdm(source.name, [`${array.dtype} ${array.shape.join(" × ")}`]);
};

/** The RDMs of all arrays of an NPZ file, or of one; a member `conditions`, `labels` or `stimuli` names the conditions. */
export const readNpzRdms: ReadRdms = async (source, _, { variable, signal }) => {
  const npz = await openNpz(source, signal ? { signal } : {});
  const names = variable === undefined ? npz.names : [variable];
  const found: NamedRdms[] = [];
  const others: string[] = [];
  for (const name of names) {
    const array = await npz.open(name);
    const rdms = labelNames.includes(name) ? undefined : await rdmsOf(array, source.name, name, signal);
    if (rdms) found.push({ ...rdms, name });
    else others.push(`${name} ${array.shape.join(" × ")}`);
  }
  if (found.length === 0) throw noRdm(source.name, others);
  const labels = npz.names.find((name) => labelNames.includes(name));
  const words = labels === undefined ? null : await (await npz.open(labels)).read();
  if (words !== null && !Array.isArray(words)) {
    throw new FormatError({ file: source.name, place: labels!, expected: "words", found: "numbers" });
  }
  return stackOfArrays(source.name, found, words);
};

async function rdmsOf(
  array: NpyArray,
  file: string,
  place: string,
  signal: AbortSignal | undefined,
): Promise<ArrayRdms | undefined> {
  const read = await array.read(undefined, signal ? { signal } : {});
  if (Array.isArray(read)) return undefined;
  try {
    return rdmsOfArray({ file, place, shape: array.shape, values: safeNumbers(read, `${place} of ${file}`) });
  } catch (cause) {
    if (!isNeuroloomError(cause, "numeric")) throw cause;
    throw new FormatError({ file, place, expected: "numbers that float64 holds", found: cause.message, cause });
  }
}

/** The error for a file in which nothing has the shape of an RDM. */
export function noRdm(file: string, found: readonly string[]): FormatError {
  const expected = "an array of n × n, k × n × n, or n (n − 1) / 2 numbers";
  const next = "an RDM is a symmetric matrix with zeros on its diagonal, or its strict upper triangle row by row";
  return new FormatError({ file, place: "arrays", expected, found: found.slice(0, 8).join("; ") || "none", next });
}
