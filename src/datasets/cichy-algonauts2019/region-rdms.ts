import type { DatasetPart, PartTables } from "../rdms/dataset-part.js";
import { images92 } from "../rdms/images92.js";
import type { SourceRdm } from "../rdms/source-rdm.js";
import { idsOf, numberedStimuli, type SourceStimulus } from "../rdms/stimulus-set.js";

const regions: Readonly<Record<string, string>> = { EVC: "early visual cortex", IT: "inferior temporal cortex" };

/** The images of a part; those of the challenge's 92-image set are the ones of 2008, in the same order. */
export function imagesOf({ about }: DatasetPart): readonly SourceStimulus[] {
  const set = about.stimulus_set ?? "";
  return set === "images92" ? images92 : numberedStimuli(set, 78);
}

/** One variable of a file: a stack with one RDM per subject, or a single RDM. */
export interface RegionStack {
  /** The source's name, for example EVC_RDMs. */
  readonly name: string;
  readonly vectors: readonly Float64Array[];
  readonly isPerSubject: boolean;
}

/** RDMs of regions as the tables of a part. */
export function regionRdms(part: DatasetPart, stacks: readonly RegionStack[]): PartTables {
  const stimuli = imagesOf(part);
  const conditions = idsOf(stimuli);
  const rdms = stacks.flatMap(({ name, vectors, isPerSubject }) => {
    const short = name.replace(/_?RDMs_?/, "_").replace(/^_|_$/g, "");
    const region = Object.hasOwn(regions, short) ? { region: regions[short]! } : {};
    return vectors.map((values, index): SourceRdm => {
      const subject = isPerSubject ? `sub${String(index + 1).padStart(2, "0")}` : null;
      const rdm_id = [part.about.rdm_id ?? part.id, short, subject].filter((word) => word).join("_");
      const title = [part.title, short, subject].filter((word) => word).join(", ");
      const source_place = isPerSubject ? `${name}(${index + 1})` : name;
      const fixed = { kind: "", stimulus_set: "" };
      return {
        ...{ conditions, values },
        about: { ...fixed, ...region, ...part.about, rdm_id, title, subject, source_name: name, source_place },
      };
    });
  });
  return { stimuli, rdms };
}
