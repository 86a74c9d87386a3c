import { FormatError } from "../../errors.js";
import { matText } from "../../formats/mat/mat-access.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { images92 } from "../rdms/images92.js";
import { matRdm } from "../rdms/mat-rdm.js";
import { matElements } from "../rdms/mat-variable.js";
import type { AboutRdm, SourceRdm } from "../rdms/source-rdm.js";
import { idsOf } from "../rdms/stimulus-set.js";

/** The variable of each part. */
const variables: Readonly<Record<string, string>> = {
  "human-it": "RDMs",
  behaviour: "rdms_behav_92",
  models: "Models",
  "figure-1": "RDMs_mIT_hIT_fig1",
};

/** How the source's name of an RDM is taken apart; a part without a rule takes the name as it is. */
const aboutOf: Readonly<Record<string, (name: string) => Partial<AboutRdm> | undefined>> = {
  "human-it"(name) {
    const [matched, subject, session] = /^hIT \| ([A-Z]+) \| Session: (\d+)$/.exec(name) ?? [];
    if (matched === undefined) return undefined;
    return { rdm_id: `hIT_${subject}_${session}`, subject: subject!, session: session! };
  },
  behaviour(name) {
    const [matched, subject] = /^simJudge \| (subject\d+)$/.exec(name) ?? [];
    return matched === undefined ? undefined : { rdm_id: `simJudge_${subject}`, subject: subject! };
  },
  models: (name) => ({ rdm_id: name, model: name }),
  "figure-1"(name) {
    const region = {
      mIT_674neurons: "monkey inferior temporal cortex",
      hITvisStim_316vx: "human inferior temporal cortex",
    };
    return Object.hasOwn(region, name) ? { rdm_id: name, region: region[name as keyof typeof region] } : undefined;
  },
};

/**
 * The RDMs of a structure array with the fields name and RDM, each 92 × 92 or as a vector of its 4186 pairs.
 *
 * @throws FormatError for other layouts, and for a name of another form
 */
export const readNamedRdms: ReadPart = async (source, { part, signal }) => {
  const variable = variables[part.id] ?? "";
  const elements = await matElements(source, variable, { fields: ["name", "RDM"], signal });
  const conditions = idsOf(images92);
  const rdms = elements.map((element, index): SourceRdm => {
    const place = `${variable}(${index + 1})`;
    const name = matText(element.name);
    const about = name === undefined ? undefined : aboutOf[part.id]?.(name);
    if (name === undefined || !about?.rdm_id) {
      const found = JSON.stringify(name?.slice(0, 60));
      throw new FormatError({ file: source.name, place: `${place}.name`, expected: "a name of the usual form", found });
    }
    const values = matRdm(element.RDM, conditions.length, { file: source.name, place: `${place}.RDM` });
    const fixed = { stimulus_set: "images92", title: `${part.title}: ${name}`, kind: "" };
    const own = { ...fixed, ...part.about, ...about, rdm_id: about.rdm_id, source_name: name, source_place: place };
    return { conditions, values, about: own };
  });
  return { stimuli: images92, rdms };
};
