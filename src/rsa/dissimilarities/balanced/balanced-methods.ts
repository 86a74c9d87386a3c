import { matrix } from "../../../linalg/matrix.js";
import type { Matrix } from "../../../linalg/provider.js";
import { isConstant } from "../../../stats/is-constant.js";
import { rowMeans } from "../../patterns/average-patterns.js";
import type { Design } from "../../patterns/design-of.js";
import { removeChannelMean } from "../../patterns/without-channel-mean.js";
import type { CheckedOptions } from "../checked-options.js";
import { normalisePatterns } from "../normalise-patterns.js";
import { poissonRates } from "../poisson-rates.js";
import type { UnknownReason } from "../rdm.js";
import type { DissimilarityMethod } from "../rdm-options.js";
import { centreColumns } from "./centre-columns.js";
import { crossnobisFactors, poissonCrossvalidatedFactors } from "./crossvalidated-factors.js";
import type { PatternFactors } from "./pattern-factors.js";
import { notFiniteRefusal, refuseRows } from "./refuse-rows.js";

/** What each method makes of observations × channels. */
export const balancedMethods: Readonly<
  Record<DissimilarityMethod, (values: Matrix, design: Design, settings: CheckedOptions) => PatternFactors>
> = {
  euclidean(values, design, settings) {
    const { means, refusals } = conditionMeans(values, design, settings);
    const centred = centreColumns(means, refusals);
    return { parts: [{ left: centred, right: centred }], scale: 1 / values.columns, signed: false, refusals };
  },
  mahalanobis(values, design, settings) {
    if (!settings.noise) return balancedMethods.euclidean(values, design, settings);
    const { means, refusals } = conditionMeans(values, design, settings);
    const centred = centreColumns(means, refusals);
    const left = settings.linalg.multiply(centred, settings.noise);
    return { parts: [{ left, right: centred }], scale: 1 / values.columns, signed: true, refusals };
  },
  correlation(values, design, settings) {
    const { means, refusals } = conditionMeans(values, design, settings);
    const refused = refuseRows(means, constantRefusal, refusals);
    return angleFactors(removeChannelMean(means), refused);
  },
  cosine(values, design, settings) {
    const { means, refusals } = conditionMeans(values, design, settings);
    return angleFactors(means, refuseRows(means, zeroRefusal, refusals));
  },
  poisson(values, design, settings) {
    const { means, refusals: missing } = conditionMeans(values, design, settings);
    const rates = poissonRates(means, settings);
    const refusals = refuseRows(rates, rateRefusal, missing);
    const logarithms = matrix(
      rates.rows,
      rates.columns,
      rates.values.map((rate) => (rate > 0 ? Math.log(rate) : 0)),
    );
    // the logarithms are taken before the rates lose their mean
    const left = centreColumns(rates, refusals);
    const right = centreColumns(logarithms, refusals);
    return { parts: [{ left, right }], scale: 1 / values.columns, signed: false, refusals };
  },
  crossnobis: crossnobisFactors,
  "poisson-cv": poissonCrossvalidatedFactors,
};

function conditionMeans(
  values: Matrix,
  { rowsOf }: Design,
  { removeMean }: CheckedOptions,
): { readonly means: Matrix; readonly refusals: (UnknownReason | null)[] } {
  const means = rowMeans(values, rowsOf);
  const refusals = refuseRows(means, notFiniteRefusal);
  return { means: removeMean ? removeChannelMean(means) : means, refusals };
}

/** 1 − u_i · u_j of patterns of length 1, as half their squared distance. */
function angleFactors(patterns: Matrix, refusals: readonly (UnknownReason | null)[]): PatternFactors {
  const units = normalisePatterns(patterns);
  refusals.forEach((refusal, row) => {
    if (refusal) units.values.fill(0, row * units.columns, (row + 1) * units.columns);
  });
  return { parts: [{ left: units, right: units }], scale: 1 / 2, signed: false, refusals };
}

/** Why a pattern has no correlation. */
export function constantRefusal(pattern: Float64Array): UnknownReason | null {
  return isConstant(pattern) ? "constant-pattern" : null;
}

/** Why a pattern has no angle. */
export function zeroRefusal(pattern: Float64Array): UnknownReason | null {
  return pattern.some((value) => value !== 0 && !Number.isNaN(value)) ? null : "zero-pattern";
}

/** Why rates have no logarithm; missing ones are passed over. */
export function rateRefusal(rates: Float64Array): UnknownReason | null {
  return rates.some((rate) => rate <= 0) ? "rate-not-positive" : null;
}
