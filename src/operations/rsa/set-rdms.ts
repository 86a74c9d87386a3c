import { isNeuroloomError } from "../../errors.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import type { Rdm } from "../../rsa/dissimilarities/rdm.js";
import { rdmOf } from "../../rsa/dissimilarities/rdm-of.js";
import { dissimilarityLabels, isCrossvalidated, type RdmOptions } from "../../rsa/dissimilarities/rdm-options.js";
import { pairCount } from "../../rsa/pair-count.js";
import { pairIndex } from "../../rsa/pair-index.js";
import type { Patterns } from "../../rsa/patterns/patterns.js";
import { sortedIds } from "../../rsa/patterns/sorted-ids.js";
import { makeStack } from "../../rsa/stack/make-stack.js";
import type { RdmDescription, RdmStack } from "../../rsa/stack/rdm-stack.js";
import { type ChosenDesign, chosenDesign } from "./chosen-design.js";
import type { DissimilarityParams } from "./dissimilarity-params.js";
import { checkNoise, noisePrecision } from "./noise-precision.js";
import type { Frame, PatternSet } from "./pattern-set.js";
import { patternsOf } from "./patterns-of.js";

/** The RDMs of a set, one per frame. */
export interface SetRdms {
  readonly stack: RdmStack;
  /** Per RDM and pair, why it is unknown. */
  readonly reasons: readonly (readonly (string | null)[])[];
  readonly design: ChosenDesign["design"];
  readonly folds: string;
}

/** How {@link setRdms} works. */
export interface SetRdmsOptions {
  readonly params: DissimilarityParams;
  readonly linalg: LinalgProvider;
  /** Told what could not be done. */
  readonly note: (message: string) => void;
}

/**
 * The RDM of every frame of a set of patterns. Where the noise cannot be estimated, or its covariance is singular, all
 * pairs are unknown, with the reason `singular-noise`.
 *
 * @throws what `checkNoise`, `chosenDesign` and `rdmOf` throw.
 */
export function setRdms(set: PatternSet, options: SetRdmsOptions): SetRdms {
  const { params } = options;
  checkNoise(params, set);
  const frames = set.frames.map((_, frame) => patternsOf(set, frame));
  // one design for all frames, so that they can be compared
  const designs = frames.map((patterns) => chosenDesign(patterns, params));
  const chosen = designs.find(({ design }) => design === "unbalanced") ?? designs[0]!;
  const made = frames.map((patterns) => frameRdm(set, patterns, chosen.design, options));
  const conditions = sortedIds(set.observations.map(({ condition }) => condition));
  const nFolds = new Set(set.observations.map(({ fold }) => fold)).size;
  const folds = `${nFolds} ${set.foldWords}`;
  const rdms = made.map((rdm, frame): RdmDescription => {
    const id = idOf(set, set.frames[frame]!);
    return {
      id,
      dissimilarity: dissimilarityLabels[params.method],
      noise: noiseWords(params),
      crossvalidation: rdm
        ? crossvalidationWords(rdm, folds)
        : crossvalidationWords({ crossvalidation: "none" }, folds),
      meanRemoved: params.remove_mean,
      normalisation: "none",
      transforms: [],
      descriptors: descriptorsOf(set, { frame: set.frames[frame]!, chosen, params }),
    };
  });
  const pairs = pairCount(conditions.length);
  const values = new Float64Array(made.length * pairs).fill(Number.NaN);
  const reasons = made.map((rdm, frame) => {
    if (rdm) values.set(rdm.vectors.values, frame * pairs);
    return reasonsOf(rdm, conditions.length);
  });
  return { stack: makeStack({ conditions, values, rdms }), reasons, design: chosen.design, folds };
}

/** How RDMs are made of patterns, but for their noise. */
export function rdmOptions(
  params: DissimilarityParams,
  design: ChosenDesign["design"],
  linalg: LinalgProvider,
): Omit<RdmOptions, "noise" | "noisePerFold"> {
  return {
    method: params.method,
    priorLambda: params.prior_lambda,
    priorWeight: params.prior_weight,
    removeMean: params.remove_mean,
    design,
    weighting: params.weighting,
    scheme: params.scheme,
    linalg,
  };
}

/** How noise was normalised, in words. */
export function noiseWords({ noise, noise_from, noise_per_fold }: DissimilarityParams): string {
  return noise === "none" ? "none" : `${noise} of ${noise_from}${noise_per_fold ? ", per fold" : ""}`;
}

function frameRdm(
  set: PatternSet,
  patterns: Patterns,
  design: ChosenDesign["design"],
  { params, linalg, note }: SetRdmsOptions,
): Rdm | null {
  const precision = () => {
    try {
      return noisePrecision(set, patterns, { params, linalg })();
    } catch (error) {
      if (!isNeuroloomError(error, "numeric")) throw error;
      note(`${set.id}${set.region === null ? "" : `, ${set.region}`}: ${error.message}`);
      return null;
    }
  };
  const noise = precision();
  if (!noise) return null;
  // without crossvalidation no product is of different folds, and none has to be
  const { folds: _, ...foldless } = patterns;
  const used = isCrossvalidated(params.method) ? patterns : foldless;
  return rdmOf(used, { ...rdmOptions(params, design, linalg), ...noise });
}

function reasonsOf(rdm: Rdm | null, nConditions: number): readonly (string | null)[] {
  const reasons = new Array<string | null>(pairCount(nConditions)).fill(rdm ? null : "singular-noise");
  for (const { first, second, reason } of rdm?.unknown ?? []) reasons[pairIndex(first, second, nConditions)] = reason;
  return reasons;
}

function crossvalidationWords({ crossvalidation }: Pick<Rdm, "crossvalidation">, folds: string): string {
  return crossvalidation === "none" ? "none" : `${crossvalidation} over ${folds}`;
}

function idOf({ id, datasetId, region }: PatternSet, { startS, endS }: Frame): string {
  const second = (time: number) => String(Number(time.toFixed(9)));
  const frame = startS === null || endS === null ? [] : [`${second(startS)}-${second(endS)}s`];
  return [datasetId, id, region, ...frame].filter((part) => part !== null).join("/");
}

function descriptorsOf(
  { id, subject, session, task, region }: PatternSet,
  {
    frame,
    chosen,
    params,
  }: { readonly frame: Frame; readonly chosen: ChosenDesign; readonly params: DissimilarityParams },
) {
  return {
    title: region === null ? id : `${id}, ${region}`,
    ...{ subject, session, task, region, start_s: frame.startS, end_s: frame.endS },
    ...(chosen.why !== null && { design_because: chosen.why }),
    ...(chosen.design === "unbalanced" && { weighting: params.weighting }),
  };
}
