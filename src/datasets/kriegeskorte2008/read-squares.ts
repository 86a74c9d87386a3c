import type { ReadPart } from "../rdms/dataset-part.js";
import { images92 } from "../rdms/images92.js";
import { matRdm } from "../rdms/mat-rdm.js";
import { matVariables } from "../rdms/mat-variable.js";
import type { SourceRdm } from "../rdms/source-rdm.js";
import { idsOf } from "../rdms/stimulus-set.js";

/** The variables of each part, without those that other files of the dataset hold as well. */
const variables: Readonly<Record<string, readonly string[]>> = {
  "cluster-models": ["binRDM_animacy", "nCatCrossingsRDM", "faceAnimateInaniClustersRDM"],
  "hmax-extended": ["rdm92_HMAXnatImPatch"],
};

/** RDMs that are a variable of their own, 92 × 92. */
export const readSquares: ReadPart = async (source, { part, signal }) => {
  const names = variables[part.id] ?? [];
  const values = await matVariables(source, names, { signal });
  const conditions = idsOf(images92);
  const rdms = names.map((name, index): SourceRdm => {
    const fixed = { stimulus_set: "images92", title: `${part.title}: ${name}`, kind: "model" };
    return {
      conditions,
      values: matRdm(values[index], conditions.length, { file: source.name, place: name }),
      about: { ...fixed, ...part.about, rdm_id: name, model: name, source_name: name, source_place: name },
    };
  });
  return { stimuli: images92, rdms };
};
