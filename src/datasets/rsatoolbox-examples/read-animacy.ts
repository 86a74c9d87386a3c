import { FormatError } from "../../errors.js";
import { openNpy } from "../../formats/npy.js";
import { safeNumbers } from "../../formats/safe-numbers.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { squareVector } from "../rdms/source-rdm.js";
import { idsOf, numberedStimuli } from "../rdms/stimulus-set.js";

/**
 * A model RDM as a square NPY array, whose diagonal is not read, and the category of each of its conditions as an NPY array of words.
 *
 * @throws FormatError for other shapes, and for another number of words
 */
export const readAnimacy: ReadPart = async (source, { part, report, openOther, signal }) => {
  const options = signal ? { signal } : {};
  const array = await openNpy(source, options);
  const labelSource = await openOther();
  const labelArray = await openNpy(labelSource, options);
  const [n = 0] = array.shape;
  if (array.shape.length !== 2 || array.shape[1] !== n || n < 2) {
    const [expected, found] = ["n × n numbers", array.shape.join(" × ")];
    throw new FormatError({ file: source.name, place: "array", expected, found });
  }
  const labels = labelArray.shape.length === 1 ? await labelArray.read(undefined, options) : [];
  if (!Array.isArray(labels) || labels.length !== n || labels.some((label) => label === "")) {
    const [expected, found] = [`${n} words`, `${labelArray.dtype} ${labelArray.shape.join(" × ")}`];
    throw new FormatError({ file: labelSource.name, place: "array", expected, found });
  }
  const set = part.about.stimulus_set ?? part.id;
  const stimuli = numberedStimuli(set, n).map((one, index) => ({ ...one, category: labels[index]! }));
  const values = safeNumbers(await array.read(undefined, options), source.name);
  const where = { file: source.name, place: "array" };
  const filled = Array.from({ length: n }, (_, index) => values[index * n + index]!).filter(
    (value) => value !== 0,
  ).length;
  if (filled > 0) {
    const counted = { found: `${filled} other values`, action: "the diagonal is not read" };
    const rule = { rule: "diagonal-not-zero", severity: "note", expected: "zeros on the diagonal" } as const;
    report({ source_file: part.file, place: "diagonal", ...rule, ...counted });
  }
  const rdm = {
    conditions: idsOf(stimuli),
    values: squareVector(n, (row, column) => (row === column ? 0 : values[row * n + column]!), where),
    about: { kind: "model", stimulus_set: set, ...part.about, rdm_id: part.id, title: part.title },
  };
  return { stimuli, rdms: [rdm] };
};
