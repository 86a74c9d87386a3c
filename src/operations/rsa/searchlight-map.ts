import type { LinalgProvider } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import { compare } from "../../rsa/comparison/compare.js";
import type { MeasureName } from "../../rsa/comparison/measure-name.js";
import { isCrossvalidated } from "../../rsa/dissimilarities/rdm-options.js";
import type { Patterns } from "../../rsa/patterns/patterns.js";
import { type SearchlightReason, searchlight } from "../../rsa/searchlight/searchlight.js";
import type { ChannelNeighbourhoods } from "./channel-neighbourhoods.js";
import type { ChosenDesign } from "./chosen-design.js";
import type { DissimilarityParams } from "./dissimilarity-params.js";
import { permutedModels } from "./label-permutations.js";
import { noisePrecision } from "./noise-precision.js";
import type { PatternSet } from "./pattern-set.js";
import type { SearchlightModels } from "./searchlight-models.js";
import { rdmOptions } from "./set-rdms.js";

/** What a searchlight runs over. */
export interface SearchlightData {
  readonly set: PatternSet;
  readonly patterns: Patterns;
  readonly design: ChosenDesign["design"];
  readonly around: ChannelNeighbourhoods;
  readonly models: SearchlightModels;
}

/** How models are compared with the RDM of every centre. */
export interface SearchlightSettings {
  readonly params: DissimilarityParams;
  readonly measure: MeasureName;
  readonly permutations: number;
  readonly linalg: LinalgProvider;
  readonly random: RandomSource;
}

/** The similarities of one centre to the models; reason where there are none. */
export interface CentreValues {
  /** Column of the patterns. */
  readonly channel: number;
  readonly nChannels: number;
  readonly values: Float64Array | null;
  readonly reason: SearchlightReason | null;
}

/** A map, centre by centre; `maxima` is complete after the last one. */
export interface SearchlightMap {
  readonly centres: Generator<CentreValues, void>;
  /** Per model, the best similarity over all centres in each permutation. */
  readonly maxima: readonly Float64Array[];
}

/**
 * Compares the RDM around every centre with models, and with models under permuted labels, the same for all centres. No
 * RDM is kept longer than its block.
 */
export function searchlightMap(data: SearchlightData, settings: SearchlightSettings): SearchlightMap {
  const { set, patterns, design, around, models } = data;
  const { params, measure, permutations, linalg, random } = settings;
  const { channelOf, neighbourhoods } = around;
  const nModels = models.names.length;
  const all = permutedModels(models.rdms, permutations, random);
  const maxima = models.names.map(() => new Float64Array(permutations).fill(Number.NEGATIVE_INFINITY));
  const precisionAt = noisePrecision(set, patterns, { params, linalg });
  const hasNoise = params.noise !== "none";
  const { folds: _, ...foldless } = patterns;
  const rows = searchlight(
    { patterns: isCrossvalidated(params.method) ? patterns : foldless, neighbourhoods },
    {
      ...rdmOptions(params, design, linalg),
      noise: hasNoise && !params.noise_per_fold ? (columns) => precisionAt(columns).noise! : undefined,
      noisePerFold: hasNoise && params.noise_per_fold ? (columns) => precisionAt(columns).noisePerFold! : undefined,
      columnOf: channelOf,
      evaluate({ rdms }) {
        const similarities = compare(all, rdms, { measure, linalg });
        return Array.from({ length: rdms.nRdms }, (_, light) =>
          Float64Array.from({ length: all.nRdms }, (_, model) => similarities.values[model * rdms.nRdms + light]!),
        );
      },
    },
  );
  function* centres(): Generator<CentreValues, void> {
    for (const { centre, nChannels, result, reason } of rows) {
      for (let rdm = nModels; result && rdm < result.length; rdm++) {
        const [best, permutation] = [maxima[rdm % nModels]!, Math.floor(rdm / nModels) - 1];
        if (result[rdm]! > best[permutation]!) best[permutation] = result[rdm]!;
      }
      yield { channel: channelOf[centre]!, nChannels, values: result?.slice(0, nModels) ?? null, reason };
    }
  }
  return { centres: centres(), maxima };
}
