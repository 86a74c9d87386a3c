import type { ByteSource } from "../../bytes/byte-source.js";
import type { MatStruct, MatValue } from "../../formats/mat/mat-value.js";
import { openMat } from "../../formats/mat.js";
import { misfit } from "./mat-rdm.js";

/** What to read of a MAT file. */
export interface MatReading {
  /** Of structures, only these fields. */
  readonly fields?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Some variables of a MAT file, in the order in which they are asked for.
 *
 * @throws FormatError for a damaged file; UnknownNameError for a variable that is not there
 */
export async function matVariables(
  source: ByteSource,
  names: readonly string[],
  { fields, signal }: MatReading = {},
): Promise<readonly MatValue[]> {
  const mat = await openMat(source);
  try {
    const values: MatValue[] = [];
    for (const name of names) {
      values.push(await mat.read(name, { ...(fields && { fields }), ...(signal && { signal }) }));
    }
    return values;
  } finally {
    mat.close();
  }
}

/**
 * The elements of a structure array.
 *
 * @throws FormatError where the variable is none, or has none
 */
export async function matElements(
  source: ByteSource,
  name: string,
  reading: MatReading,
): Promise<MatStruct["elements"]> {
  const [value] = await matVariables(source, [name], reading);
  if (value?.kind === "struct" && value.elements.length > 0) return value.elements;
  throw misfit(value, "a structure array", { file: source.name, place: name });
}
