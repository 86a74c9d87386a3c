import { matNumbers } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { fileSource } from "../../../src/node/file-source.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { realData } from "../../support/real-data.js";

/** RDMs of 15 subjects × two regions with their labels. */
export interface LabelledSet {
  readonly rdms: RdmVectors;
  readonly regions: readonly string[];
  readonly subjects: readonly string[];
}

const files = { "78": "78/test78_challenge_target_fmri.mat", "92": "92/target_fmri.mat" } as const;

/** The early visual cortex and inferior temporal cortex of the Algonauts challenge of 2019, one RDM per subject each. */
export async function algonautsRdms(test: Mocha.Context, set: keyof typeof files): Promise<LabelledSet> {
  const file = await openMat(await fileSource(realData(test, `rsa/algonauts2019/${files[set]}`)));
  const n = Number(set);
  const pairs = pairCount(n);
  const values = new Float64Array(30 * pairs);
  for (const [place, region] of ["EVC", "IT"].entries()) {
    const numbers = matNumbers(await file.read(`${region}_RDMs`))!;
    for (let subject = 0; subject < 15; subject++) {
      let at = (place * 15 + subject) * pairs;
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) values[at++] = numbers[subject + 15 * (i + n * j)]!;
    }
  }
  file.close();
  const subjects = Array.from({ length: 15 }, (_, subject) => String(subject + 1).padStart(2, "0"));
  return {
    rdms: { nConditions: n, nRdms: 30, values },
    regions: ["EVC", "IT"].flatMap((region) => subjects.map(() => region)),
    subjects: [...subjects, ...subjects],
  };
}
