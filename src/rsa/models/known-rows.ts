import { ArgumentError } from "../../errors.js";
import { isConstant } from "../../stats/is-constant.js";
import { ranks } from "../../stats/ranks.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/** Vectors of models and data over the same pairs. */
export interface KnownRows {
  readonly models: readonly Float64Array[];
  readonly data: readonly Float64Array[];
}

/** How vectors are made ready. */
export interface KnownRowsOptions {
  /** Dissimilarities are replaced by their average ranks. */
  readonly ranked: boolean;
  /** Means are taken off. */
  readonly centred: boolean;
}

/**
 * The vectors of models and data over the pairs that all of them know.
 *
 * @throws ArgumentError when models and data differ in conditions.
 */
export function knownRows(models: RdmVectors, data: RdmVectors, { ranked, centred }: KnownRowsOptions): KnownRows {
  if (models.nConditions !== data.nConditions) {
    const [expected, found] = [`${data.nConditions} conditions as the data`, String(models.nConditions)];
    throw new ArgumentError({ argument: "models", expected, found, next: "align both by the ids of their conditions" });
  }
  const vectorsOf = (rdms: RdmVectors) => Array.from({ length: rdms.nRdms }, (_, k) => rdmVector(rdms, k));
  const all = [...vectorsOf(models), ...vectorsOf(data)];
  const isKnown = (pair: number) => all.every((vector) => !Number.isNaN(vector[pair]!));
  const rows = all.map((vector) => {
    const known = vector.filter((_, pair) => isKnown(pair));
    const values = ranked ? ranks(known) : known;
    if (!centred) return values;
    // asked of the values: rounding would leave something of a constant
    if (isConstant(values)) return new Float64Array(values.length);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  });
  return { models: rows.slice(0, models.nRdms), data: rows.slice(models.nRdms) };
}
