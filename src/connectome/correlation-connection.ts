import type { RandomSource } from "../random/random-source.js";
import { cohensD } from "../stats/cohens-d.js";
import { combineCorrelations, fisherZ } from "../stats/fisher-z.js";
import { codedRankCorrelation, type RankCodes, rankCodes } from "../stats/rank-correlation.js";
import { labelShuffles, shuffledP } from "./label-shuffles.js";
import { connections, type PairConnections } from "./pair-connections.js";

/** What is asked of correlations and wiring; see {@link correlationConnection}. */
export const connectionMeasures = [
  "connected",
  "chemical",
  "gap",
  "both",
  "chemical-weight",
  "gap-weight",
  "steps",
] as const;
/** One of {@link connectionMeasures}. */
export type ConnectionMeasure = (typeof connectionMeasures)[number];

/** Correlations of the pairs of one group. */
export interface ConnectionGroup {
  readonly connection: (typeof connections)[number];
  readonly nPairs: number;
  /** tanh of the mean of Fisher's z; NaN for no pair. */
  readonly r: number;
  readonly zStandardDeviation: number;
}

/** One question and its answer. */
export interface ConnectionTest {
  readonly measure: ConnectionMeasure;
  /** Difference of mean z, or a rank correlation; NaN where a group is empty. */
  readonly value: number;
  /** Of differences: in units of the spread inside the groups. NaN of rank correlations. */
  readonly effect: number;
  readonly nPairs: number;
  /** Of differences: unconnected pairs. */
  readonly nAgainst: number;
  readonly p: number;
  /** The value for each shuffle, NaN where it is not defined. */
  readonly shuffled: Float64Array;
}

/** Settings of {@link correlationConnection}. */
export interface CorrelationConnectionOptions {
  /** Shuffles of the neurons' labels. */
  readonly shuffles: number;
  readonly random: RandomSource;
  /** Neurons whose labels keep together in each shuffle, see `classBlocks`. Default: each alone. */
  readonly blocks?: readonly (readonly number[])[] | undefined;
  /** Other wirings of the same neurons, in the place of shuffled labels, for example degree-preserving ones. */
  readonly nullWirings?: Iterable<PairConnections> | undefined;
}

/**
 * Whether pairs of neurons that are wired together are active together. Each unordered pair counts once, with Fisher's z
 * of its correlation.
 *
 * - `connected`, `chemical`, `gap`, `both`: mean z of the pairs with any, only chemical, only gap, or both connections,
 *   less the mean z of pairs with none; effect is Cohen's d.
 * - `chemical-weight`, `gap-weight`: Spearman's correlation of r with the weight (of chemical synapses both directions
 *   summed) over the pairs that have such a connection.
 * - `steps`: Spearman's correlation of r with the fewer of the steps there and back, over pairs that have a path.
 *
 * p values: labels of the neurons are shuffled, so that each shuffle keeps the correlation matrix and the wiring whole,
 * and pairs that share a neuron are not taken as independent; or the wiring is taken from `nullWirings`. Two-sided, one
 * per question, not corrected for their number. For the mean over several recordings, ask each with the same `wiring`
 * and a `random` of the same seed: they share their neurons, so that one and the same shuffle has to hit all of them.
 *
 * @param r - n × n correlations, row-major, of the neurons `wiring.names`; NaN where there is none, such as for neurons
 *   that were not recorded.
 */
export function correlationConnection(
  wiring: PairConnections,
  r: ArrayLike<number>,
  { shuffles, random, blocks, nullWirings }: CorrelationConnectionOptions,
): { readonly groups: readonly ConnectionGroup[]; readonly tests: readonly ConnectionTest[] } {
  const n = wiring.names.length;
  const z = Float64Array.from(r, fisherZ);
  const pairs = pairsOf(wiring);
  const ranked = rankCodes(z);
  const identity = Int32Array.from({ length: n }, (_, index) => index);
  const found = statistics(pairs, z, ranked, identity);
  const chance: (readonly number[])[] = [];
  if (nullWirings) for (const other of nullWirings) chance.push(statistics(pairsOf(other), z, ranked, identity));
  else {
    const orders = labelShuffles(n, { count: shuffles, random, blocks });
    for (const order of orders) chance.push(statistics(pairs, z, ranked, order));
  }
  const shuffled = connectionMeasures.map((_, measure) => Float64Array.from(chance, (values) => values[measure]!));
  const members = connections.map((_, code) => zOf(pairs, z, (pair) => pairs.connection[pair] === code));
  const connected = zOf(pairs, z, (pair) => pairs.connection[pair] !== 0);
  const groups = connections.map((connection, code) => {
    const { r: mean, zStandardDeviation, n: nPairs } = combineCorrelations(members[code]!.map(Math.tanh));
    return { connection, nPairs, r: mean, zStandardDeviation };
  });
  const tests = connectionMeasures.map((measure, index): ConnectionTest => {
    const group = { connected, chemical: members[1]!, gap: members[2]!, both: members[3]! }[measure as string];
    const nPairs = group ? group.length : zOf(pairs, z, hasMeasure(pairs, measure)).length;
    return {
      ...{ measure, value: found[index]!, shuffled: shuffled[index]!, p: shuffledP(found[index]!, shuffled[index]!) },
      ...{ nPairs, nAgainst: group ? members[0]!.length : 0 },
      effect: group ? cohensD(moments(group), moments(members[0]!)) : Number.NaN,
    };
  });
  return { groups, tests };
}

interface Pairs {
  readonly n: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly connection: Uint8Array;
  /** NaN where the pair has none. */
  readonly chemical: Float64Array;
  readonly gap: Float64Array;
  readonly steps: Float64Array;
  /** The three above, ready for rank correlations. */
  readonly ranked: readonly RankCodes[];
}

function pairsOf({ names, connection, chemical, gap, steps }: PairConnections): Pairs {
  const n = names.length;
  const count = (n * (n - 1)) / 2;
  const pairs = {
    ...{ n, first: new Int32Array(count), second: new Int32Array(count), connection: new Uint8Array(count) },
    ...{ chemical: new Float64Array(count), gap: new Float64Array(count), steps: new Float64Array(count) },
  };
  let pair = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, pair++) {
      const [there, back] = [i * n + j, j * n + i];
      pairs.first[pair] = i;
      pairs.second[pair] = j;
      pairs.connection[pair] = connection[there]!;
      pairs.chemical[pair] = chemical[there]! + chemical[back]! || Number.NaN;
      pairs.gap[pair] = gap[there]! || Number.NaN;
      const paths = [steps[there]!, steps[back]!].filter((length) => length >= 0);
      pairs.steps[pair] = paths.length > 0 ? Math.min(...paths) : Number.NaN;
    }
  }
  return { ...pairs, ranked: [pairs.chemical, pairs.gap, pairs.steps].map(rankCodes) };
}

/** One value per measure, for the neurons in an order. */
function statistics(pairs: Pairs, z: Float64Array, ranked: RankCodes, order: Int32Array): readonly number[] {
  const { n, first, second, connection } = pairs;
  const sums = [0, 0, 0, 0];
  const counts = [0, 0, 0, 0];
  const codes = new Int32Array(first.length);
  for (let pair = 0; pair < first.length; pair++) {
    const cell = order[first[pair]!]! * n + order[second[pair]!]!;
    const value = z[cell]!;
    codes[pair] = ranked.codes[cell]!;
    if (Number.isNaN(value)) continue;
    const group = connection[pair]!;
    sums[group]! += value;
    counts[group]!++;
  }
  const meanOf = (sum: number, count: number) => (count > 0 ? sum / count : Number.NaN);
  const none = meanOf(sums[0]!, counts[0]!);
  const connected = meanOf(sums[1]! + sums[2]! + sums[3]!, counts[1]! + counts[2]! + counts[3]!);
  const differences = [connected, ...[1, 2, 3].map((group) => meanOf(sums[group]!, counts[group]!))];
  return [
    ...differences.map((mean) => mean - none),
    ...pairs.ranked.map((other) => codedRankCorrelation({ codes, count: ranked.count }, other)),
  ];
}

function zOf({ n, first, second }: Pairs, z: Float64Array, wanted: (pair: number) => boolean): Float64Array {
  const all = Float64Array.from(first, (i, pair) => (wanted(pair) ? z[i * n + second[pair]!]! : Number.NaN));
  return all.filter((value) => !Number.isNaN(value));
}

function hasMeasure(pairs: Pairs, measure: ConnectionMeasure): (pair: number) => boolean {
  const values = { "chemical-weight": pairs.chemical, "gap-weight": pairs.gap, steps: pairs.steps }[measure as string]!;
  return (pair) => !Number.isNaN(values[pair]!);
}

function moments(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Number.NaN;
  return { mean, standardDeviation, n: values.length, missing: 0 };
}
