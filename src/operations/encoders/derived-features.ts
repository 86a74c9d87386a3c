import { ArgumentError, UnknownNameError } from "../../errors.js";
import type { DerivedFeature } from "./feature-space.js";
import type { RunSeries } from "./run-series.js";

type Combine = (values: readonly number[]) => number;

const ways = {
  norm_of: (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)),
  sum_of: (values) => values.reduce((sum, value) => sum + value, 0),
  product_of: (values) => values.reduce((product, value) => product * value, 1),
} as const satisfies Readonly<Record<string, Combine>>;

type Way = keyof typeof ways;

/**
 * Features with those that are computed from them, sample by sample; a sample that one of them lacks is missing. A later
 * one may be made of an earlier one.
 *
 * @throws UnknownNameError for a feature that the space does not have; ArgumentError unless exactly one way is given, and
 *   for a name that is taken.
 */
export function withDerived(
  features: readonly RunSeries[],
  derived: readonly DerivedFeature[] = [],
): readonly RunSeries[] {
  const all = [...features];
  const sources = new Set<RunSeries>();
  for (const { name, keep_sources, ...given } of derived) {
    const own = (Object.keys(ways) as Way[]).filter((way) => given[way] !== undefined);
    const [way] = own;
    if (way === undefined || own.length > 1) {
      const expected = `one of ${Object.keys(ways).join(", ")} for ${name}`;
      throw new ArgumentError({ argument: "derive", expected, found: own.join(" and ") || "none" });
    }
    if (all.some(({ label }) => label === name)) {
      throw new ArgumentError({ argument: "derive", expected: "a name that no feature has", found: name });
    }
    const parts = given[way]!.map((label) => featureNamed(all, label));
    const madeOf = [...new Set(parts.flatMap((part) => [part.origin ?? part.key, ...part.madeOf]))];
    const values = parts[0]!.values.map((_, sample) => ways[way](parts.map((part) => part.values[sample]!)));
    all.push({ key: JSON.stringify(["derived", way, name]), label: name, row: null, madeOf, values });
    if (!keep_sources) for (const part of parts) sources.add(part);
  }
  return all.filter((feature) => !sources.has(feature));
}

function featureNamed(features: readonly RunSeries[], name: string): RunSeries {
  const found = features.find(({ label }) => label === name);
  if (found) return found;
  throw new UnknownNameError({ kind: "feature", name, known: features.map(({ label }) => label) });
}
