import { mean } from "../../stats/mean.js";
import { compare } from "../comparison/compare.js";
import { pairCount } from "../pair-count.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { chosenRdms } from "./chosen-rdms.js";
import { addRow, emptyPool, meanOf } from "./pool-sum.js";

/** Ceilings as challenges state them. */
export interface ChallengeCeilings {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Noise ceilings of the Algonauts challenge of 2019 (Cichy et al., arXiv 1905.05675): means over subjects of ρ², ρ
 * Spearman's correlation of the subject's RDM with the plain mean of all RDMs (upper) or of those of the others (lower).
 * NaN for the lower one where there is one subject.
 *
 * @param subjects - One RDM per subject.
 * @throws ArgumentError as `compare`.
 */
export function challengeCeilings(subjects: RdmVectors): ChallengeCeilings {
  const { nConditions, nRdms, values } = subjects;
  const rows = { rows: nRdms, columns: pairCount(nConditions), values };
  const scores = Array.from({ length: nRdms }, (_, subject) => {
    const own = chosenRdms(subjects, [subject]);
    const [all, others] = [emptyPool(rows.columns), emptyPool(rows.columns)];
    for (let row = 0; row < nRdms; row++) {
      addRow(all, rows, row, 1);
      if (row !== subject) addRow(others, rows, row, 1);
    }
    const score = (values: Float64Array) =>
      compare({ nConditions, nRdms: 1, values }, own, { measure: "spearman" }).values[0]! ** 2;
    return { lower: nRdms > 1 ? score(meanOf(others)) : Number.NaN, upper: score(meanOf(all)) };
  });
  return { lower: mean(scores.map(({ lower }) => lower)), upper: mean(scores.map(({ upper }) => upper)) };
}
