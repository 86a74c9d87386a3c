import type { Model } from "../models/model.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { foldScores } from "./crossvalidated-scores.js";
import { type Draw, drawnCounts, randomDraw } from "./draw.js";
import type { EvaluateOptions } from "./evaluate-options.js";
import { prepareEvaluation } from "./prepare-evaluation.js";
import { checkedRange, type SampleRange } from "./sample-range.js";

/** Settings of {@link bootstrapTestSets}. */
export interface TestSetOptions extends Omit<EvaluateOptions, "crossvalidation" | "resample">, SampleRange {
  /** What is drawn, and held out where it was not drawn. Default: `both`. */
  readonly resample?: "rdms" | "conditions" | "both" | undefined;
}

/** Performance on what was not drawn. */
export interface TestSetScores {
  /** Samples × models; NaN where nothing, or fewer than 3 groups of conditions, was left to test. */
  readonly scores: Float64Array;
  /** Groups of RDMs that were tested in each sample. */
  readonly testRdms: Int32Array;
  /** Groups of conditions that were tested in each sample. */
  readonly testConditions: Int32Array;
}

/**
 * Fits models to samples with replacement and tests them on the groups that were not drawn, each once; a factor that is
 * not drawn is fitted and tested whole. Sample i depends on the seed and i alone.
 *
 * @throws ArgumentError as `prepareEvaluation` and the fitters do.
 */
export function bootstrapTestSets(models: readonly Model[], data: RdmVectors, options: TestSetOptions): TestSetScores {
  const { resample = "both" } = options;
  const prepared = prepareEvaluation(models, data, { ...options, resample });
  const { rdmGroups, conditionGroups, random, draws } = prepared;
  const { from, to } = checkedRange(options, draws);
  const scores = new Float64Array((to - from) * models.length).fill(Number.NaN);
  const [testRdms, testConditions] = [new Int32Array(to - from), new Int32Array(to - from)];
  for (let index = from; index < to; index++) {
    const stream = random.derive("sample", index);
    const drawn: Draw = options.recordedDraws?.[index] ?? randomDraw(rdmGroups.length, conditionGroups.length, stream);
    const rdms = sidesOf(rdmGroups, resample === "conditions" ? undefined : drawn.rdms);
    const conditions = sidesOf(conditionGroups, resample === "rdms" ? undefined : drawn.conditions);
    testRdms[index - from] = rdms.test.length;
    testConditions[index - from] = conditions.test.length;
    if (rdms.test.length === 0) continue;
    const fold = {
      trainRdms: rdms.train,
      testRdms: rdms.test,
      trainConditions: conditions.train,
      testConditions: conditions.test,
    };
    const found = foldScores(prepared, fold, {
      counts: drawnCounts(conditions.all, conditionGroups, data.nConditions),
      rdmCounts: drawnCounts(rdms.all, rdmGroups, data.nRdms),
      random: stream.derive("fit"),
    });
    if (found) scores.set(found.subarray(0, models.length), (index - from) * models.length);
  }
  return { scores, testRdms, testConditions };
}

/** Which groups are fitted and tested, and all of both with copies; everything on both sides where nothing was drawn. */
function sidesOf(
  groups: readonly (readonly number[])[],
  drawn: readonly number[] | undefined,
): { readonly train: readonly number[]; readonly test: readonly number[]; readonly all: readonly number[] } {
  const whole = [...groups.keys()];
  if (!drawn) return { train: whole, test: whole, all: whole };
  const train = new Set(drawn);
  const test = whole.filter((group) => !train.has(group));
  return { train: [...train], test, all: [...drawn, ...test] };
}
