import { fieldOf, matNumbers, matTexts } from "../../formats/mat/mat-access.js";
import type { MatFile } from "../../formats/mat.js";
import type { SourceLabel } from "../neuron-channels.js";
import type { ReportFinding } from "../read-recordings.js";

const variable = "neurons_identified";

/**
 * The label of each cell: entry i of `name` names the cell whose number, counted from 1, is entry i of `id`. What names
 * no cell is reported; two names of one cell leave it ambiguous. A file without names gives none.
 */
export async function readNames(
  mat: MatFile,
  cells: number,
  file: string,
  report: ReportFinding,
): Promise<readonly (SourceLabel | undefined)[]> {
  const labels = new Array<SourceLabel | undefined>(cells).fill(undefined);
  const where = { source_file: file, place: variable };
  if (!mat.variables.some(({ name }) => name === variable)) {
    const found = "no names";
    report({ ...where, rule: "no-labels", severity: "note", found, action: "the cells are unlabelled" });
    return labels;
  }
  const value = await mat.read(variable);
  const ids = matNumbers(fieldOf(value, "id")) ?? new Float64Array();
  const names = matTexts(fieldOf(value, "name"));
  if (ids.length !== names.length) {
    const found = `${ids.length} ids and ${names.length} names`;
    const action = "no name is used, since which belongs to which is open";
    report({ ...where, rule: "labels-without-cells", severity: "loss", expected: "an id per name", found, action });
    return labels;
  }
  for (const [index, label] of names.entries()) {
    const cell = ids[index]! - 1;
    if (label === null || label === "") continue;
    if (!(cell in labels)) {
      const expected = `cells from 1 to ${cells}`;
      const found = `${label} for cell ${ids[index]}`;
      report({ ...where, rule: "label-beyond-traces", severity: "loss", expected, found, action: "left out" });
      continue;
    }
    const before = labels[cell];
    labels[cell] = { label: before ? `${before.label}/${label}` : label };
    if (!before) continue;
    const found = `${before.label} and ${label} for cell ${ids[index]}`;
    report({ ...where, rule: "several-labels", severity: "repair", found, action: "kept as ambiguous" });
  }
  return labels;
}
