import { ArgumentError, UnknownNameError } from "../../errors.js";
import { checkPrecision } from "../noise/check-precision.js";
import { type DissimilarityMethod, dissimilarityLabels, type RdmOptions } from "./rdm-options.js";

/** Options with every default filled in. */
export type CheckedOptions = Pick<RdmOptions, "noise" | "noisePerFold"> & {
  readonly [Name in Exclude<keyof RdmOptions, "noise" | "noisePerFold">]-?: NonNullable<RdmOptions[Name]>;
};

/**
 * @throws UnknownNameError for a method there is not; ArgumentError for options that the method does not use, priors that are
 *   no rates, or precisions that do not fit the channels.
 */
export function checkedOptions(options: RdmOptions, channels: number): CheckedOptions {
  const { method = "euclidean", noise, noisePerFold, priorLambda = 1, priorWeight = 0.1, removeMean = false } = options;
  const { design = "balanced", weighting = "number", scheme = "leave-one-fold-out", linalg } = options;
  if (!Object.hasOwn(dissimilarityLabels, method)) {
    throw new UnknownNameError({ kind: "dissimilarity", name: method, known: Object.keys(dissimilarityLabels) });
  }
  checkNoise(method, options, channels);
  for (const [argument, value] of Object.entries({ priorLambda, priorWeight })) {
    if (value >= 0 && Number.isFinite(value)) continue;
    throw new ArgumentError({ argument, expected: "a number from 0", found: String(value) });
  }
  const centred = method === "correlation" || method === "poisson" || method === "poisson-cv";
  return {
    method,
    noise,
    noisePerFold,
    priorLambda,
    priorWeight,
    removeMean: removeMean && !centred,
    design,
    weighting,
    scheme: noisePerFold ? "fold-pairs" : scheme,
    linalg,
  };
}

function checkNoise(method: DissimilarityMethod, { noise, noisePerFold }: RdmOptions, channels: number): void {
  if (noise && method !== "mahalanobis" && method !== "crossnobis") {
    const next = "leave the noise out or choose mahalanobis or crossnobis";
    throw new ArgumentError({ argument: "noise", expected: `none for ${method}`, found: "a precision", next });
  }
  if (noisePerFold && (method !== "crossnobis" || noise)) {
    const expected = noise ? "one precision or one per fold" : `none for ${method}`;
    throw new ArgumentError({ argument: "noisePerFold", expected, found: noise ? "both" : "precisions" });
  }
  if (noise) checkPrecision(noise, channels);
  for (const precision of noisePerFold?.values() ?? []) checkPrecision(precision, channels);
}
