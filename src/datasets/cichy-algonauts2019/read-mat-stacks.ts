import type { ReadPart } from "../rdms/dataset-part.js";
import { matRdm, matRdms } from "../rdms/mat-rdm.js";
import { matVariables } from "../rdms/mat-variable.js";
import { imagesOf, regionRdms } from "./region-rdms.js";

/** Variables that hold an RDM, or one RDM per subject along their first axis; the part names them. */
export const readMatStacks: ReadPart = async (source, { part, signal }) => {
  const names = (part.about.source_name ?? "").split(" ");
  const values = await matVariables(source, names, { signal });
  const n = imagesOf(part).length;
  const stacks = names.map((name, index) => {
    const value = values[index]!;
    const where = { file: source.name, place: name };
    const isPerSubject = value.shape.length === 3;
    const vectors = isPerSubject ? matRdms(value, n, where) : [matRdm(value, n, where)];
    return { name, vectors, isPerSubject };
  });
  return regionRdms(part, stacks);
};
