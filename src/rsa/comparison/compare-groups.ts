import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { Measure, MeasureContext } from "./measure.js";
import { type PairSample, pairSample } from "./pair-sample.js";
import type { RdmGroup } from "./prepared-rdms.js";

/** The samples of one draw of conditions, one for each set of known pairs, made on first use. */
export type SampleOf = (x: RdmGroup, y: RdmGroup) => PairSample;

/** {@link SampleOf} for a draw; each condition once where no counts are given. */
export function samplesOf(nConditions: number, counts?: ArrayLike<number>): SampleOf {
  const samples = new Map<string, PairSample>();
  return (x, y) => {
    const key = x.key === y.key ? x.key : `${x.key}|${y.key}`;
    const sample = samples.get(key) ?? pairSample(nConditions, counts, knownInBoth(x, y));
    samples.set(key, sample);
    return sample;
  };
}

/** How groups are compared. */
export interface CompareGroupsOptions {
  readonly measure: Measure;
  readonly context: MeasureContext;
  readonly sampleOf: SampleOf;
  /** RDMs in the stack of y, where not all of them are compared; the others are NaN. */
  readonly columns?: number | undefined;
}

/** Similarities of all RDMs of x and y, each over the pairs that both know, in the order of their stacks. */
export function compareGroups(x: readonly RdmGroup[], y: readonly RdmGroup[], options: CompareGroupsOptions): Matrix {
  const { measure, context, sampleOf, columns = rdmsIn(y) } = options;
  const result = matrix(rdmsIn(x), columns);
  result.values.fill(Number.NaN);
  for (const xs of x) {
    for (const ys of y) {
      const block = measure(sampleOf(xs, ys), context)(xs.rdms, ys.rdms);
      place(result, block, xs.places, ys.places);
    }
  }
  return result;
}

function rdmsIn(groups: readonly RdmGroup[]): number {
  return groups.reduce((sum, { rdms }) => sum + rdms.length, 0);
}

function knownInBoth({ known: a }: RdmGroup, { known: b }: RdmGroup): ((pair: number) => boolean) | undefined {
  if (!(a || b)) return undefined;
  return (pair) => (a?.[pair] ?? 1) === 1 && (b?.[pair] ?? 1) === 1;
}

function place(result: Matrix, block: Matrix, rows: readonly number[], columns: readonly number[]): void {
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      result.values[row * result.columns + column] = block.values[i * block.columns + j]!;
    });
  });
}
