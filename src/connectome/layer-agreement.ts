import { ArgumentError } from "../errors.js";
import type { RandomSource } from "../random/random-source.js";
import { rankCorrelation } from "../stats/rank-correlation.js";
import { labelShuffles } from "./label-shuffles.js";

/** Two layers over the ordered pairs of n nodes; matrices n × n, row-major, NaN where a layer has no edge. */
export interface LayerPair {
  readonly n: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** 1 where the pair takes part, for example because it was measured; the diagonal never does. */
  readonly measured: Uint8Array;
  /** Steps from row to column in layer a, −1 where there is no path. */
  readonly steps: Int32Array;
}

/** How well two layers agree over some pairs. */
export interface LayerAgreement {
  /** `all`, or the steps of the pairs in layer a: `1`, `2`, `3`, `4+`, `no path`. */
  readonly stratum: string;
  readonly nPairs: number;
  readonly nA: number;
  readonly nB: number;
  readonly nBoth: number;
  /** both / either. */
  readonly jaccard: number;
  /** Share of a's pairs that b has, and of b's that a has. */
  readonly aInB: number;
  readonly bInA: number;
  /** Share of all pairs that b has. */
  readonly rateB: number;
  /** (both · neither) / (only a · only b); NaN or infinite where a count is 0. */
  readonly oddsRatio: number;
  /**
   * √(Σ 1 / count) of ln odds ratio (Woolf 1955); NaN where a count is 0. It takes pairs as independent, which those
   * that share a neuron are not, so that it is too small.
   */
  readonly logOddsStandardError: number;
  /** Spearman's correlation of the weights over the pairs of both layers, and of their sizes without sign. */
  readonly rankCorrelation: number;
  readonly rankCorrelationAbsolute: number;
}

const strata = ["all", "1", "2", "3", "4+", "no path"] as const;

/** Agreement of two layers over all measured pairs, and by the length of the path in layer a. Empty strata are left out. */
export function layerAgreement(layers: LayerPair): readonly LayerAgreement[] {
  const { n, steps, measured } = layers;
  const stratumOf = (length: number) => (length < 0 ? "no path" : length >= 4 ? "4+" : String(length));
  const members = new Map<string, number[]>(strata.map((stratum) => [stratum, []]));
  for (let pair = 0; pair < n * n; pair++) {
    if (!measured[pair] || pair % (n + 1) === 0) continue;
    members.get("all")!.push(pair);
    members.get(stratumOf(steps[pair]!))!.push(pair);
  }
  return [...members].flatMap(([stratum, pairs]) => (pairs.length > 0 ? [agreementOf(layers, stratum, pairs)] : []));
}

function agreementOf({ a, b }: LayerPair, stratum: string, pairs: readonly number[]): LayerAgreement {
  let [nA, nB, nBoth] = [0, 0, 0];
  for (const pair of pairs) {
    const [inA, inB] = [!Number.isNaN(a[pair]!), !Number.isNaN(b[pair]!)];
    nA += Number(inA);
    nB += Number(inB);
    nBoth += Number(inA && inB);
  }
  const nPairs = pairs.length;
  const [onlyA, onlyB, neither] = [nA - nBoth, nB - nBoth, nPairs - nA - nB + nBoth];
  const counts = [nBoth, onlyA, onlyB, neither];
  const of = (layer: Float64Array) => Float64Array.from(pairs, (pair) => layer[pair]!);
  const size = (values: Float64Array) => values.map(Math.abs);
  return {
    ...{ stratum, nPairs, nA, nB, nBoth },
    ...{ jaccard: nBoth / (nA + nB - nBoth), aInB: nBoth / nA, bInA: nBoth / nB, rateB: nB / nPairs },
    oddsRatio: (nBoth * neither) / (onlyA * onlyB),
    logOddsStandardError: counts.includes(0)
      ? Number.NaN
      : Math.sqrt(counts.reduce((sum, count) => sum + 1 / count, 0)),
    rankCorrelation: rankCorrelation(of(a), of(b)),
    rankCorrelationAbsolute: rankCorrelation(size(of(a)), size(of(b))),
  };
}

/** Settings of {@link sharedByChance}. */
export interface SharedByChanceOptions {
  readonly shuffles: number;
  readonly random: RandomSource;
  /** Nodes whose labels keep together, see `classBlocks`. Default: each alone. */
  readonly blocks?: readonly (readonly number[])[] | undefined;
}

/**
 * How often shuffled labels of layer a give at least as many measured pairs in both layers:
 * p = (1 + #{shared ≥ found}) / (1 + shuffles); and the mean of the shuffled counts.
 *
 * @throws ArgumentError when no shuffle is asked for.
 */
export function sharedByChance(
  { n, a, b, measured }: LayerPair,
  { shuffles, random, blocks }: SharedByChanceOptions,
): { readonly p: number; readonly expected: number } {
  if (shuffles < 1) throw new ArgumentError({ argument: "shuffles", expected: "at least 1", found: String(shuffles) });
  const inA = Uint8Array.from(a, (weight) => Number(!Number.isNaN(weight)));
  const pairs: number[] = [];
  for (let pair = 0; pair < n * n; pair++) {
    if (measured[pair] && pair % (n + 1) !== 0 && !Number.isNaN(b[pair]!)) pairs.push(pair);
  }
  const found = pairs.reduce((sum, pair) => sum + inA[pair]!, 0);
  let [atLeast, total] = [1, 0];
  for (const order of labelShuffles(n, { count: shuffles, random, blocks })) {
    let shared = 0;
    for (const pair of pairs) shared += inA[order[Math.floor(pair / n)]! * n + order[pair % n]!]!;
    if (shared >= found) atLeast++;
    total += shared;
  }
  return { p: atLeast / (1 + shuffles), expected: total / shuffles };
}
