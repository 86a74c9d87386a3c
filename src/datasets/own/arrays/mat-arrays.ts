import type { ByteSource } from "../../../bytes/byte-source.js";
import { matNumbers, matTexts } from "../../../formats/mat/mat-access.js";
import type { MatValue } from "../../../formats/mat/mat-value.js";
import { openMat } from "../../../formats/mat.js";
import { type ArrayEntry, type ArrayFile, noArray, wrongKind } from "./array-file.js";

/** Structures inside each other that are looked into. */
const deepestField = 4;

/**
 * The variables of a MAT file; fields of structures as `worm.traces`, of the elements of structure arrays as
 * `worm(2).traces`. Lists of names are cell or character arrays.
 */
export async function matArrays(source: ByteSource): Promise<ArrayFile> {
  const mat = await openMat(source);
  try {
    const values = new Map<string, MatValue>();
    const entries: ArrayEntry[] = [];
    for (const { name, className, shape } of mat.variables) {
      // numbers are read when they are asked for, lists and structures show only then what they are
      if (/^(double|single|logical|u?int\d+)$/.test(className)) entries.push({ name, holds: "numbers", shape });
      else if (/^(cell|char|struct)$/.test(className)) collect(name, await mat.read(name), 0, values, entries);
    }
    const valueNamed = async (name: string) => {
      const held = values.get(name);
      if (held) return held;
      if (mat.variables.some((variable) => variable.name === name)) return mat.read(name);
      throw noArray(source.name, name, entries);
    };
    return {
      file: source.name,
      entries,
      async numbers(name) {
        const value = await valueNamed(name);
        const numbers = matNumbers(value);
        if (!numbers) throw wrongKind(source.name, name, "real numbers", value.kind);
        return { shape: value.shape, values: numbers, order: "F" };
      },
      async texts(name) {
        const value = await valueNamed(name);
        if (value.kind !== "cell" && value.kind !== "char")
          throw wrongKind(source.name, name, "a list of texts", value.kind);
        return matTexts(value).map((text) => text || null);
      },
      close: mat.close,
    };
  } catch (error) {
    mat.close();
    throw error;
  }
}

function collect(
  name: string,
  value: MatValue,
  depth: number,
  values: Map<string, MatValue>,
  entries: ArrayEntry[],
): void {
  values.set(name, value);
  const { kind, shape } = value;
  if (kind === "numeric" || kind === "logical" || kind === "sparse") entries.push({ name, holds: "numbers", shape });
  if (kind === "cell" || kind === "char") {
    const texts = matTexts(value);
    if (texts.some((text) => text !== null)) entries.push({ name, holds: "texts", shape: [texts.length] });
  }
  if (kind !== "struct" || depth >= deepestField) return;
  for (const [index, element] of value.elements.entries()) {
    const owner = value.elements.length === 1 ? name : `${name}(${index + 1})`;
    for (const [field, inner] of Object.entries(element))
      collect(`${owner}.${field}`, inner, depth + 1, values, entries);
  }
}
