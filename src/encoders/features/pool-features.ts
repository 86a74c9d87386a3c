import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { checkDesign } from "../ridge/check-inputs.js";

/** How a sample's list of vectors becomes one vector. */
type Pooling = (sample: Matrix<Floats>) => ArrayLike<number>;

/** The rules, by name: `whole` joins the vectors one behind the other, and needs the same number in every sample. */
export const poolingRules = {
  /** The mean over tokens. */
  mean: (sample) => columnsBy(sample, (sum, value) => sum + value, 0).map((sum) => sum / sample.rows),
  /** The largest value of each feature. */
  max: (sample) => columnsBy(sample, Math.max, Number.NEGATIVE_INFINITY),
  /** The first token alone. */
  first: ({ columns, values }) => values.subarray(0, columns),
  /** All tokens, one after the other; samples must have the same number. */
  whole: ({ values }) => values,
} as const satisfies Record<string, Pooling>;

/** Name of a rule of {@link poolFeatures}. */
export type PoolingRule = keyof typeof poolingRules;

/** Settings of {@link poolFeatures}. */
export interface PoolFeaturesOptions {
  /** There is no default: each rule asks another question of the features. */
  readonly rule: PoolingRule;
}

/**
 * One row of features per sample, from samples that are lists of vectors: words of a sentence, frames of a film, tokens.
 * `mean` and `max` are over the vectors, channel by channel; `first` takes the first vector alone; `whole` keeps all,
 * and refuses lists of different lengths, since a column must mean the same in every row.
 *
 * @param samples - n matrices, vectors × channels; the numbers of vectors may differ.
 * @returns n × channels, or for `whole` n × (vectors · channels).
 * @throws ArgumentError when there is no sample, one is empty or holds what is not finite, the channels differ, or with
 *   `whole` the numbers of vectors differ.
 */
export function poolFeatures(samples: readonly Matrix<Floats>[], { rule }: PoolFeaturesOptions): Matrix {
  const [first] = samples;
  if (!first) throw new ArgumentError({ argument: "samples", expected: "at least one", found: "none" });
  for (const [index, sample] of samples.entries()) {
    const argument = `samples[${index}]`;
    checkDesign(sample, argument);
    if (sample.columns !== first.columns) {
      const expected = `${first.columns} channels, as in the first sample`;
      throw new ArgumentError({ argument, expected, found: String(sample.columns) });
    }
    if (rule === "whole" && sample.rows !== first.rows) {
      const expected = `${first.rows} vectors, as in the first sample`;
      const next = "choose mean, max or first for samples of different lengths";
      throw new ArgumentError({ argument, expected, found: String(sample.rows), next });
    }
  }
  const columns = rule === "whole" ? first.values.length : first.columns;
  const pooled = matrix(samples.length, columns);
  for (const [row, sample] of samples.entries()) pooled.values.set(poolingRules[rule](sample), row * columns);
  return pooled;
}

function columnsBy({ columns, values }: Matrix<Floats>, join: (a: number, b: number) => number, start: number) {
  const result = new Float64Array(columns).fill(start);
  for (let at = 0; at < values.length; at++) result[at % columns] = join(result[at % columns]!, values[at]!);
  return result;
}
