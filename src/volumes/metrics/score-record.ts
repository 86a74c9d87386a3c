import type { SampleScores, Score } from "./sample-scores.js";

/** Single numbers by the path of the reference's names: `general.FM`, `confusion_matrix.avAP`, `confusion_matrix.th_0_5.AP_TP`. */
export type ScoreRecord = Readonly<Record<string, Score>>;

/** The single numbers of a sample or a set, under its name. */
export interface NamedScores {
  readonly name: string;
  readonly scores: ScoreRecord;
}

/** The single numbers of a sample, in the order in which the reference writes them; lists over instances are left out. */
export function scoreRecord({ general, confusion_matrix, thresholds }: SampleScores): ScoreRecord {
  const record: Record<string, Score> = {};
  const put = (path: string, scores: object): void => {
    for (const [name, score] of Object.entries(scores)) {
      if (!Array.isArray(score)) record[`${path}.${name}`] = score as Score;
    }
  };
  put("general", general);
  put("confusion_matrix", confusion_matrix);
  for (const [key, scores] of Object.entries(thresholds)) put(`confusion_matrix.${key}`, scores);
  return record;
}
