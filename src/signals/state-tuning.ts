import { checkSameLength } from "../stats/check-same-length.js";
import { cohensD } from "../stats/cohens-d.js";
import { groupAuc } from "../stats/group-auc.js";
import { type MaskedMoments, maskedMoments } from "../stats/masked-moments.js";
import { rankOrder } from "../stats/rank-order.js";

/** How a trace differs between two states. */
export interface StateTuning {
  readonly state: MaskedMoments;
  readonly against: MaskedMoments;
  /** Mean in the state less mean in the other, in the unit of the trace. */
  readonly difference: number;
  /** Cohen's d: the difference in units of the spread inside the states. */
  readonly effect: number;
  /** Chance that a sample of the state is larger than one of the other, ties counting half. */
  readonly auc: number;
  /** Two-sided, by circular shifts; NaN where there is no shift or no area. */
  readonly p: number;
}

/**
 * Tuning of a trace to one state against another.
 *
 * The p value asks whether the area under the curve A lies further from one half than when the sequence of states is
 * turned against the trace: p = (1 + #{s : |A_s − ½| ≥ |A − ½|}) / (1 + S). Samples are not taken for independent: both
 * the trace and the states keep their autocorrelation under every shift. It cannot see a slow drift that both share.
 * Source: Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585, for the count of the observed alignment.
 *
 * @param values - A trace of T samples; NaN stands for a missing one.
 * @param groups - Per sample 1 in the state, 2 in the other, 0 in neither.
 * @param shifts - S shifts in samples, see `circularShifts`.
 * @throws ArgumentError when lengths differ.
 */
export function stateTuning(values: ArrayLike<number>, groups: Uint8Array, shifts: Int32Array): StateTuning {
  checkSameLength("groups", groups, "values", values);
  const [state, against] = [1, 2].map((group) =>
    maskedMoments(
      values,
      groups.map((one) => Number(one === group)),
    ),
  ) as [MaskedMoments, MaskedMoments];
  const aucAt = groupAuc(rankOrder(values), groups);
  const auc = aucAt(0);
  const observed = Math.abs(auc - 0.5);
  let asFar = 1;
  let made = 1;
  for (const shift of shifts) {
    const shifted = Math.abs(aucAt(shift) - 0.5);
    // missing samples may leave a group empty under some shifts
    if (Number.isNaN(shifted)) continue;
    made++;
    // a hair of slack: with missing samples the same area is another quotient
    if (shifted >= observed - 1e-12) asFar++;
  }
  const p = Number.isNaN(auc) || made === 1 ? Number.NaN : asFar / made;
  return { state, against, difference: state.mean - against.mean, effect: cohensD(state, against), auc, p };
}
