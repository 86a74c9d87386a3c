import type { ByteSource } from "../bytes/byte-source.js";
import { UnknownNameError } from "../errors.js";
import type { MatFile, ReadMatOptions } from "./mat/mat-file.js";
import { matHeader } from "./mat/mat-header.js";
import type { MatValue } from "./mat/mat-value.js";
import { openMat5 } from "./mat/mat5-file.js";
import { openMat73 } from "./mat/mat73-file.js";
import { memoryBudget } from "./mat/memory-budget.js";
import type { StoredVariables } from "./mat/stored-variables.js";

export type { MatFile, MatVariable, ReadMatOptions } from "./mat/mat-file.js";

const openers: Readonly<
  Record<MatFile["version"], (source: ByteSource, swapped: boolean) => Promise<StoredVariables>>
> = { "5": openMat5, "7.3": openMat73 };

/**
 * Opens a MAT file of version 5 (that MATLAB saves as "-v6", and deflated as "-v7"), in both byte orders, or of
 * version 7.3, which is HDF5. Variables are listed by their headers; reading one touches no other. Both versions give
 * the same values. Objects of classes that only MATLAB can make sense of (tables, strings, function handles) become
 * `opaque`.
 *
 * @throws FormatError for other files, among them MAT files of version 4, and for damaged ones. `read` throws it too,
 * for variables that are larger or nested deeper than allowed, and UnknownNameError for a name that is not there
 * @see "MAT-File Format", The MathWorks
 */
export async function openMat(source: ByteSource): Promise<MatFile> {
  const { version, swapped } = await matHeader(source);
  const stored = await openers[version](source, swapped);

  async function read(name: string, options: ReadMatOptions = {}): Promise<MatValue> {
    const { fields, maxBytes = 2 ** 30, signal } = options;
    signal?.throwIfAborted();
    if (!stored.variables.some((variable) => variable.name === name)) {
      const known = stored.variables.map((variable) => variable.name);
      throw new UnknownNameError({ kind: `variable in ${source.name}`, name, known });
    }
    return stored.read(name, { fields, signal, budget: memoryBudget(source.name, maxBytes) });
  }

  return { version, variables: stored.variables, read, close: stored.close };
}
