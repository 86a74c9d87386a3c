import { FormatError } from "../../errors.js";
import { matMatrix, matNumbers, matText, matTexts } from "../../formats/mat/mat-access.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { images92 } from "../rdms/images92.js";
import { misfit } from "../rdms/mat-rdm.js";
import { matElements, matVariables } from "../rdms/mat-variable.js";

const flags = ["human", "face", "animal", "natural"] as const;

/**
 * What the supplement says about each image: its category in words, four truth values, and the twelve category vectors
 * by their labels. The pictures are not read.
 *
 * @throws FormatError for other numbers of images or categories, and for values other than 0 and 1
 */
export const readCategories: ReadPart = async (source, { signal }) => {
  const [labelCell, vectorMatrix] = await matVariables(source, ["categoryLabels", "categoryVectors"], { signal });
  const labels = matTexts(labelCell);
  const vectors = matMatrix(vectorMatrix);
  const where = { file: source.name, place: "categoryVectors" };
  const isComplete = labels.length > 0 && labels.every((label) => label) && new Set(labels).size === labels.length;
  if (!isComplete) throw misfit(labelCell, "a label per category", { ...where, place: "categoryLabels" });
  if (!vectors || vectors.rows !== images92.length || vectors.columns !== labels.length || !isBinary(vectors.values)) {
    throw misfit(vectorMatrix, `${images92.length} × ${labels.length} zeros and ones`, where);
  }
  const fields = ["category", ...flags];
  const objects = await matElements(source, "stimuli_92objs", { fields, signal });
  if (objects.length !== images92.length) {
    const [expected, found] = [`${images92.length} objects`, String(objects.length)];
    throw new FormatError({ file: source.name, place: "stimuli_92objs", expected, found });
  }
  const stimuli = images92.map((stimulus, index) => {
    const object = objects[index]!;
    const place = `stimuli_92objs(${index + 1})`;
    const category = matText(object.category);
    if (!category) throw misfit(object.category, "a category", { ...where, place: `${place}.category` });
    const truths = flags.map((flag) => {
      const values = matNumbers(object[flag]);
      if (values?.length === 1 && isBinary(values)) return [flag, values[0] === 1] as const;
      throw misfit(object[flag], "0 or 1", { ...where, place: `${place}.${flag}` });
    });
    const categories = labels.filter((_, column) => vectors.values[index + column * vectors.rows] === 1);
    const attributes = JSON.stringify({ ...Object.fromEntries(truths), categories });
    return { ...stimulus, category, attributes };
  });
  return { stimuli };
};

function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1);
}
