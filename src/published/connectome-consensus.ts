import { listedNames } from "../identities/listed-names.js";
import type { Row } from "../tables/tables.js";
import type { PublishedEdge } from "./connectome-edges.js";
import { connectomeRules, functionalAnnotation } from "./connectome-rules.js";

/** One ordered pair of the published consensus; null is an empty cell. */
export interface ConsensusPair {
  readonly from: string;
  readonly to: string;
  readonly gap: number | null;
  readonly chemical: number | null;
  readonly uncertainty: number | null;
  readonly functional: number | null;
  /** Names of the annotations that have the pair, sorted. */
  readonly sources: readonly string[];
}

/** What {@link publishedConsensus} gives. */
export interface PublishedConsensusOptions {
  /** Whether functional weights are part of it; their source stays among `sources` without them too. Default: true. */
  readonly functional?: boolean;
  /** All 90,000 ordered pairs instead of those with a weight. Default: false. */
  readonly complete?: boolean;
}

/**
 * The consensus as the published product makes it, units and families mixed. For an ordered pair (A, B):
 *
 * - gap: the mean of the *set* of distinct gap weights over all annotations, so that a weight that five of them give
 *   counts as much as one that a single one gives;
 * - chemical: the mean over the annotations that have A→B;
 * - uncertainty: 0.9 SD(chemical) + (1 − 0.9) SD(distinct gap weights), population SD, where both exist;
 * - functional: the weight of `funconn`.
 *
 * Means and SD are summed one after the other in the order of `connectomeRules`; with it the product comes out to the
 * last digit.
 *
 * @param annotations ordered pairs of each annotation, by its name; those that are missing are gone without
 * @returns pairs in the order of the list of 300, the first cell outer
 */
export function publishedConsensus(
  annotations: ReadonlyMap<string, readonly PublishedEdge[]>,
  options: PublishedConsensusOptions = {},
): readonly ConsensusPair[] {
  const { functional = true, complete = false } = options;
  const names = listedNames();
  const found = new Map<number, Values>();
  for (const annotation of Object.keys(connectomeRules)) {
    for (const { from, to, gap, chemical } of annotations.get(annotation) ?? []) {
      const pair = from * names.length + to;
      const values = found.get(pair) ?? { gaps: [], chemical: [], functional: null, sources: [] };
      found.set(pair, values);
      values.sources.push(annotation);
      if (annotation === functionalAnnotation) values.functional = chemical;
      else {
        if (gap !== 0) values.gaps.push(gap);
        if (chemical !== 0) values.chemical.push(chemical);
      }
    }
  }
  const pairs: ConsensusPair[] = [];
  for (let pair = 0; pair < names.length * names.length; pair++) {
    const values = found.get(pair);
    const gaps = [...new Set(values?.gaps)].sort((a, b) => a - b);
    const chemical = values?.chemical ?? [];
    const weights = {
      gap: meanOf(gaps),
      chemical: meanOf(chemical),
      uncertainty:
        gaps.length > 0 && chemical.length > 0 ? share * spread(chemical) + (1 - share) * spread(gaps) : null,
      functional: functional ? (values?.functional ?? null) : null,
    };
    if (!complete && Object.values(weights).every((weight) => weight === null)) continue;
    const [from, to] = [names[Math.floor(pair / names.length)]!, names[pair % names.length]!];
    pairs.push({ from, to, ...weights, sources: [...(values?.sources ?? [])].sort() });
  }
  return pairs;
}

/** A pair as its row of `consensus_edges`. */
export function consensusRow({ from, to, gap, chemical, uncertainty, functional, sources }: ConsensusPair) {
  return {
    from_neuron: from,
    to_neuron: to,
    mean_gap_weight: gap,
    mean_chem_weight: chemical,
    uncertainty,
    functional_weight: functional,
    data_sources: JSON.stringify(sources),
  } satisfies Row<"consensus_edges">;
}

/** What the annotations say of one ordered pair. */
interface Values {
  readonly gaps: number[];
  readonly chemical: number[];
  functional: number | null;
  readonly sources: string[];
}

/** Weight of the chemical spread in the uncertainty. */
const share = 0.9;

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Population standard deviation, in the plain two passes that NumPy makes. */
function spread(values: readonly number[]): number {
  const mean = meanOf(values)!;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / values.length);
}
