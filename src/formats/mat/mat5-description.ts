import type { ByteSource } from "../../bytes/byte-source.js";
import type { MatVariable } from "./mat-file.js";
import { mat5ArrayHeader } from "./mat5-array-header.js";
import { Mat5Cursor } from "./mat5-cursor.js";
import { type Mat5Variable, tagBytes, variableBeginning, variableBytes } from "./mat5-elements.js";
import { mat5Value } from "./mat5-value.js";
import { memoryBudget } from "./memory-budget.js";

/** Names of MATLAB have at most 63 letters, so headers are far shorter. */
const headerLimit = 4096;
/** What stands for an opaque object is a few numbers; what it refers to lies elsewhere. */
const opaqueLimit = 2 ** 20;

/** What the header of a variable tells. @throws FormatError */
export async function mat5Description(source: ByteSource, variable: Mat5Variable): Promise<MatVariable> {
  const { place, bigEndian } = variable;
  const file = source.name;
  const bytes = await variableBeginning(source, variable, headerLimit);
  const cursor = new Mat5Cursor(
    { bytes, bigEndian, file, budget: memoryBudget(file, 4 * headerLimit) },
    { start: Math.min(tagBytes, bytes.length), end: bytes.length },
    place,
  );
  const { name, className, isLogical, shape } = mat5ArrayHeader(cursor);
  if (className === "opaque") return { name, ...(await describeOpaque(source, variable)) };
  if (isLogical) return { name, className: "logical", shape };
  if (className === "object") return { name, className: cursor.text("the name of a class"), shape };
  return { name, className: className === "sparse" ? "double" : className, shape };
}

async function describeOpaque(source: ByteSource, variable: Mat5Variable): Promise<Omit<MatVariable, "name">> {
  const { place, bigEndian } = variable;
  const budget = memoryBudget(source.name, opaqueLimit);
  const bytes = await variableBytes(source, variable, { budget, signal: undefined });
  const value = mat5Value({ bytes, bigEndian, file: source.name, budget }, { place });
  return { className: "className" in value ? value.className! : value.kind, shape: value.shape };
}
