import { FormatError } from "../../errors.js";
import type { MatFile } from "../../formats/mat.js";
import { stemOf } from "../stem-of.js";
import { type Animal, animalsOf } from "./animals.js";
import { fieldsOf, type ZimmerLayout } from "./layout.js";

/** The animals of an opened file. */
export interface OpenedAnimals {
  readonly variable: string;
  /** Set where the variable has another name than its file would give it. */
  readonly expectedVariable: string | undefined;
  readonly animals: readonly Animal[];
}

/**
 * Reads the variable that holds the animals: the one with the expected name, or the only structure of the file.
 *
 * @throws FormatError when there is neither, or no animal in it
 */
export async function openAnimals(
  mat: MatFile,
  path: string,
  layout: ZimmerLayout,
  signal?: AbortSignal,
): Promise<OpenedAnimals> {
  const expected = layout.variable(stemOf(path));
  const structures = mat.variables.filter(({ className }) => className === "struct");
  const chosen = structures.find((variable) => variable.name === expected) ?? onlyOne(structures);
  if (!chosen) {
    const found = mat.variables.map((variable) => `${variable.name} (${variable.className})`).join(", ");
    throw new FormatError({
      file: path,
      place: "variables",
      expected: `a structure ${expected}`,
      found: found || "none",
    });
  }
  const value = await mat.read(chosen.name, { fields: fieldsOf(layout), ...(signal && { signal }) });
  const animals = animalsOf(value, layout) ?? [];
  if (animals.length === 0) {
    const found = value.kind === "struct" ? "an empty structure" : `a ${value.kind} array`;
    throw new FormatError({ file: path, place: chosen.name, expected: "a structure with an entry per animal", found });
  }
  return { variable: chosen.name, expectedVariable: chosen.name === expected ? undefined : expected, animals };
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
