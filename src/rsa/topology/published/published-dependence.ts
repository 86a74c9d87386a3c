import { mean } from "../../../stats/mean.js";
import { pairIndex } from "../../pair-index.js";
import type { RdmVectors } from "../../rdm-vectors.js";
import type { Thresholds } from "../check-thresholds.js";
import {
  type DependenceForm,
  type DistanceThresholds,
  dependenceForms,
  quantilePairs,
} from "../dependence-transforms.js";

/** Settings of {@link publishedDependence}. */
export interface PublishedDependenceOptions {
  readonly form: DependenceForm;
  readonly nThresholds: number;
}

/**
 * The statistic of the adaptive geo-topological test as the authors' published code computes it; for results use
 * `adaptiveDependenceTest`. Distances of y are rescaled with the span of the thresholds of x, so that x and y may not change
 * places; rescaled values are compared with the upper threshold once more; quantiles are those of all n² entries with the
 * diagonal, by the midpoint rule (type 5 of Hyndman and Fan 1996).
 *
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.1810.02923, and the code that goes with it
 */
export function publishedDependence(
  x: RdmVectors,
  y: RdmVectors,
  { form, nThresholds }: PublishedDependenceOptions,
): number {
  const n = x.nConditions;
  const pairs = quantilePairs(nThresholds);
  const [entriesX, entriesY] = [allEntries(x), allEntries(y)];
  const [placesX, placesY] = [entriesX, entriesY].map((entries) => placesOf(entries, pairs)) as [Places, Places];
  let statistic = 0;
  for (const ofX of placesX) {
    const span = ofX.b - ofX.a;
    const a = centred(
      entriesX.map((value) => rescaled(value, form, ofX, span)),
      n,
    );
    for (const ofY of placesY) {
      const b = centred(
        entriesY.map((value) => rescaled(value, form, ofY, span)),
        n,
      );
      const correlation = Math.sqrt(Math.abs(product(a, b) / Math.sqrt(product(a, a) * product(b, b))));
      if (correlation > statistic) statistic = correlation;
    }
  }
  return statistic;
}

type Places = readonly DistanceThresholds[];

/** The n × n distances with the zeros of the diagonal. */
function allEntries({ nConditions: n, values }: RdmVectors): Float64Array {
  return Float64Array.from({ length: n * n }, (_, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    return i === j ? 0 : values[pairIndex(i, j, n)]!;
  });
}

function placesOf(entries: Float64Array, pairs: readonly Thresholds[]): Places {
  const sorted = entries.slice().sort();
  const max = sorted.at(-1)!;
  return pairs.map(({ low, high }) => ({ a: midpointQuantile(sorted, low), b: midpointQuantile(sorted, high), max }));
}

/** Of n values in rising order the one at place n · share − 1/2, between neighbours by linear interpolation. */
function midpointQuantile(sorted: Float64Array, share: number): number {
  const place = Math.min(Math.max(sorted.length * share - 0.5, 0), sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below]! + (place - below) * (sorted[Math.ceil(place)]! - sorted[below]!);
}

function centred(entries: Float64Array, n: number): Float64Array {
  const means = Float64Array.from({ length: n }, (_, row) => mean(entries.subarray(row * n, (row + 1) * n)));
  const overall = mean(means);
  return entries.map((value, place) => value - means[Math.floor(place / n)]! - means[place % n]! + overall);
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, place) => sum + value * b[place]!, 0);
}

function rescaled(value: number, form: DependenceForm, thresholds: DistanceThresholds, span: number): number {
  const { a, b, max } = thresholds;
  const low = value <= a ? 0 : value;
  const middle = low > a && low < b ? dependenceForms[form](low, thresholds, span) : low;
  return middle >= b ? max : middle;
}
