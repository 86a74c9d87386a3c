import { ArgumentError } from "../../errors.js";
import { jsLinalg } from "../../linalg/js-linalg.js";
import { samplesOf } from "../comparison/compare-groups.js";
import type { CompareOptions } from "../comparison/compare-options.js";
import { preparedRdms } from "../comparison/prepared-rdms.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { normalisedRows } from "./normalised-rows.js";
import { ceilingPools, fitPools, type PoolMethod } from "./pool-methods.js";
import { addRow, emptyPool, meanOf } from "./pool-sum.js";

/** How RDMs are pooled. */
export interface PoolOptions extends Omit<CompareOptions, "missing"> {
  /** `ceiling`: as for noise ceilings; `fit`: as for closed-form fits. Default: `ceiling`. */
  readonly use?: "ceiling" | "fit" | undefined;
  /** Times each condition stands in the sample. Default: each once. */
  readonly counts?: ArrayLike<number> | undefined;
}

/** One RDM for several. */
export interface PooledRdm {
  readonly rdm: RdmVectors;
  /** What was done to every RDM before the mean. */
  readonly method: PoolMethod;
}

/**
 * One RDM that is as similar as can be to all given ones: the mean of RDMs, each normalised as the measure asks for, see
 * {@link ceilingPools} and {@link fitPools}. A mean of z-scores starts at 0. Pairs that some RDMs do not know are means of
 * the others.
 *
 * @throws ArgumentError when there is no RDM, or no such pool for the measure.
 */
export function pool(rdms: RdmVectors, options: PoolOptions): PooledRdm {
  const { measure, use = "ceiling", linalg = jsLinalg, sigmaK, counts } = options;
  const method = (use === "fit" ? fitPools : ceilingPools)[measure];
  if (method === undefined) {
    const expected = `one of ${Object.keys(fitPools).join(", ")}, for a closed-form fit`;
    throw new ArgumentError({ argument: "measure", expected, found: measure });
  }
  if (rdms.nRdms === 0) throw new ArgumentError({ argument: "rdms", expected: "at least one RDM", found: "none" });
  const sampleOf = samplesOf(rdms.nConditions, counts);
  const rows = normalisedRows(preparedRdms(rdms), method, { sampleOf, context: { linalg, sigmaK } });
  const total = emptyPool(rows.columns);
  for (let row = 0; row < rows.rows; row++) addRow(total, rows, row, 1);
  const values = meanOf(total);
  if (method === "z-score") startAtZero(values);
  return { rdm: { nConditions: rdms.nConditions, nRdms: 1, values }, method };
}

function startAtZero(values: Float64Array): void {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < least) least = value;
  for (let pair = 0; pair < values.length; pair++) values[pair]! -= least;
}
