import { UnknownNameError } from "../../errors.js";
import { matNumbers, matText, matTexts } from "../../formats/mat/mat-access.js";
import type { MatStruct, MatValue } from "../../formats/mat/mat-value.js";
import { openMat } from "../../formats/mat.js";
import { reverseAxes } from "../../formats/reverse-axes.js";
import { rdmsOfArray } from "./rdms-of-array.js";
import { readMeadowsRdms } from "./read-meadows-rdms.js";
import { noRdm } from "./read-numpy-rdms.js";
import type { ReadRdms } from "./read-rdms.js";
import { type NamedRdms, stackOfArrays } from "./stack-of-arrays.js";

/** Variables that name conditions rather than hold RDMs. */
const labelNames = ["conditions", "labels", "stimuli"];

/** Fields of a structure that name its RDM. */
const nameFields = ["name", "label"];

/**
 * The RDMs of all variables of a MAT file, or of one: arrays, and structure arrays with a field RDM. A variable
 * `conditions`, `labels` or `stimuli` with as many words names the conditions. A download of Meadows is read as such.
 */
export const readMatRdms: ReadRdms = async (source, name, options) => {
  const { variable, signal } = options;
  const mat = await openMat(source);
  try {
    const known = mat.variables.map((one) => one.name);
    if (variable === undefined && known.some((one) => one.startsWith("rdmutv"))) {
      return await readMeadowsRdms(source, name, options);
    }
    if (variable !== undefined && !known.includes(variable)) {
      throw new UnknownNameError({ kind: `variable in ${source.name}`, name: variable, known });
    }
    const found: NamedRdms[] = [];
    const others: string[] = [];
    for (const { name: own, className, shape } of mat.variables) {
      if ((variable !== undefined && own !== variable) || labelNames.includes(own)) continue;
      const value = await mat.read(own, signal ? { signal } : {});
      const rdms = value.kind === "struct" ? ofStructure(value, own, source.name) : ofArray(value, own, source.name);
      if (rdms.length > 0) found.push(...rdms);
      else others.push(`${own} ${className} ${shape.join(" × ")}`);
    }
    if (found.length === 0) throw noRdm(source.name, others);
    const labels = known.find((one) => labelNames.includes(one));
    const words = labels === undefined ? [] : matTexts(await mat.read(labels, signal ? { signal } : {}));
    const areNames = words.length === found[0]!.nConditions && words.every((word) => word);
    return stackOfArrays(source.name, found, areNames ? (words as readonly string[]) : null);
  } finally {
    mat.close();
  }
};

function ofArray(value: MatValue, name: string, file: string): readonly NamedRdms[] {
  const numbers = matNumbers(value);
  if (!numbers) return [];
  const { shape } = value;
  const rdms = rdmsOfArray({ file, place: name, shape, values: reverseAxes(numbers, shape) });
  return rdms ? [{ ...rdms, name }] : [];
}

function ofStructure({ elements }: MatStruct, name: string, file: string): readonly NamedRdms[] {
  return elements.flatMap((element, index) => {
    if (!Object.hasOwn(element, "RDM")) return [];
    const place = elements.length === 1 ? name : `${name}(${index + 1})`;
    const label = nameFields.map((field) => matText(element[field])).find((text) => text);
    return ofArray(element.RDM!, `${place}.RDM`, file).map((rdms) => ({ ...rdms, name: label ?? place }));
  });
}
