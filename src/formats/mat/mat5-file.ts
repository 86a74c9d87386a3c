import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import type { MatVariable } from "./mat-file.js";
import { mat5Description } from "./mat5-description.js";
import { type Mat5Variable, mat5Elements, variableBytes } from "./mat5-elements.js";
import { mat5Value } from "./mat5-value.js";
import type { StoredVariables } from "./stored-variables.js";

/** Opens a MAT file of version 5; `bigEndian` by its header. @throws FormatError */
export async function openMat5(source: ByteSource, bigEndian: boolean): Promise<StoredVariables> {
  const stored = new Map<string, Mat5Variable>();
  const variables: MatVariable[] = [];
  for await (const element of mat5Elements(source, bigEndian)) {
    const described = await mat5Description(source, element);
    // A variable without name holds what objects of newer classes refer to.
    if (described.name === "") continue;
    if (stored.has(described.name)) {
      const expected = "a name for each variable";
      throw new FormatError({ file: source.name, place: element.place, expected, found: `"${described.name}" again` });
    }
    stored.set(described.name, { ...element, place: described.name });
    variables.push(described);
  }
  return {
    variables,
    async read(name, { fields, budget, signal }) {
      const bytes = await variableBytes(source, stored.get(name)!, { budget, signal });
      signal?.throwIfAborted();
      return mat5Value({ bytes, bigEndian, file: source.name, budget }, { place: name, fields });
    },
    close: () => undefined,
  };
}
