import { ArgumentError, UnknownNameError } from "../../errors.js";

/** What arrays of labels are called by those who write them: FISBe, colour clustering of Duan et al., PatchPerPix. */
export const labelArrays: readonly string[] = [
  "volumes/gt_instances",
  "volumes/gmm_label_cleaned",
  "volumes/vote_instances",
  "vote_instances",
];

/** Arrays that PatchPerPix asks for and makes itself. */
const derivedArrays = ["raw_normalized", "gt_instances_rm_5", "gt_numinst", "gt_fg_rm_5"];

/**
 * The array to read: the one that is asked for, else the first that has one of the usual names, else the only one.
 *
 * @param arrays - Paths of all arrays of the file, without a first slash.
 * @throws UnknownNameError for an array that is not there, naming those that are; ArgumentError where several could be
 *   meant, or there is none
 */
export function arrayChoice(file: string, arrays: readonly string[], asked: string | undefined): string {
  const all = arrays.map((name) => (name === "" ? "/" : name)).join(", ");
  const there = arrays.length === 0 ? "it holds no array" : `its arrays are ${all}`;
  if (asked !== undefined) {
    const wanted = asked.replace(/^\/+|\/+$/g, "");
    if (arrays.includes(wanted)) return wanted;
    const isDerived = derivedArrays.some((name) => wanted === name || wanted.endsWith(`/${name}`));
    const next = isDerived ? `${there}; the scripts of PatchPerPix make ${asked}, no download has it` : there;
    throw new UnknownNameError({ kind: `array of ${file}`, name: asked, known: arrays, next });
  }
  const chosen = labelArrays.find((name) => arrays.includes(name)) ?? (arrays.length === 1 ? arrays[0] : undefined);
  if (chosen !== undefined) return chosen;
  const next = arrays.length === 0 ? there : `name one, for example ${file}:/${arrays[0]}`;
  throw new ArgumentError({
    argument: file,
    expected: `an array of labels, such as ${labelArrays[0]}`,
    found: all || "none",
    next,
  });
}
