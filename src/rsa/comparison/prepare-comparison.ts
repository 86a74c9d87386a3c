import { ArgumentError, UnknownNameError } from "../../errors.js";
import { jsLinalg } from "../../linalg/js-linalg.js";
import type { Matrix } from "../../linalg/provider.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { compareGroups, samplesOf } from "./compare-groups.js";
import type { CompareOptions } from "./compare-options.js";
import type { Measure } from "./measure.js";
import type { MeasureName } from "./measure-name.js";
import { measures } from "./measures.js";
import { preparedRdms, type RdmGroup } from "./prepared-rdms.js";

/** Two stacks of RDMs that are compared for many samples. */
export interface PreparedComparison {
  /**
   * Similarities nX × nY over a sample of the conditions.
   *
   * @param counts - Times each condition stands in the sample; each once where left out.
   */
  readonly compare: (counts?: ArrayLike<number>) => Matrix;
}

/**
 * Does once what does not depend on the sample (sorting, checks), so that a bootstrap takes little time per sample.
 *
 * @throws ArgumentError, UnknownNameError as `compare`.
 */
export function prepareComparison(x: RdmVectors, y: RdmVectors, options: CompareOptions): PreparedComparison {
  const measure = measureNamed(options.measure);
  checkSameConditions(x, y);
  const left = preparedRdms(x);
  const right = x === y ? left : preparedRdms(y);
  checkMissing([...left, ...right], options);
  const context = { linalg: options.linalg ?? jsLinalg, sigmaK: options.sigmaK };
  return {
    compare: (counts) => compareGroups(left, right, { measure, context, sampleOf: samplesOf(x.nConditions, counts) }),
  };
}

/** @throws ArgumentError when stacks differ in their number of conditions. */
export function checkSameConditions(x: RdmVectors, y: RdmVectors): void {
  if (x.nConditions === y.nConditions) return;
  const next = "align the RDMs by the ids of their conditions first";
  const [expected, found] = [`${x.nConditions} conditions`, String(y.nConditions)];
  throw new ArgumentError({ argument: "y", expected, found, next });
}

/** @throws UnknownNameError for a name that no measure has. */
export function measureNamed(name: MeasureName): Measure {
  if (Object.hasOwn(measures, name)) return measures[name];
  throw new UnknownNameError({ kind: "measure of comparison", name, known: Object.keys(measures) });
}

/** @throws ArgumentError when RDMs miss different pairs and `missing` is not `pairwise`. */
export function checkMissing(
  groups: readonly RdmGroup[],
  { missing = "error" }: Pick<CompareOptions, "missing">,
): void {
  if (missing === "pairwise" || groups.every(({ key }) => key === groups[0]!.key)) return;
  const next = 'compare with missing "pairwise" to use the pairs that both have';
  const [expected, found] = ["the same unknown pairs in all RDMs", "others in some"];
  throw new ArgumentError({ argument: "rdms", expected, found, next });
}
