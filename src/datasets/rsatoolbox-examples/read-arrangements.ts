import { readMeadows } from "../../formats/meadows.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import type { SourceRdm } from "../rdms/source-rdm.js";
import { idsOf, namedStimuli } from "../rdms/stimulus-set.js";

/** The RDMs of a download of Meadows, see {@link readMeadows}; the part names the set of stimuli. */
export const readArrangements: ReadPart = async (source, { part, signal }) => {
  const arranged = await readMeadows(source, signal);
  const set = part.about.stimulus_set ?? part.id;
  const rdms = arranged.map((one): SourceRdm => {
    const { participant, task, stimuli, values, place } = one;
    const words = [participant, task].filter((word) => word !== null);
    const fixed = { kind: "behaviour", stimulus_set: set };
    const about = { rdm_id: [part.id, ...words].join("_"), title: [part.title, ...words].join(", ") };
    return {
      ...{ values, conditions: idsOf(namedStimuli(set, stimuli)) },
      about: { ...fixed, ...part.about, ...about, subject: participant, task, source_name: place, source_place: place },
    };
  });
  return { stimuli: arranged.flatMap(({ stimuli }) => namedStimuli(set, stimuli)), rdms };
};
