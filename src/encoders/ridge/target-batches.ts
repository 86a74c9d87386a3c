import type { Floats, Matrix } from "../../linalg/provider.js";
import type { Targets } from "../targets.js";
import { type OddTargets, setOddTargetsAside } from "./odd-targets.js";

/** Targets from `from` on, those that hold what is not finite set to 0; and which are odd, by their position among all. */
export interface TargetsBatch {
  readonly from: number;
  readonly y: Matrix<Floats>;
  readonly odd: OddTargets;
}

/** The targets, `size` of them at a time. */
export function* targetBatches(targets: Targets, size: number): Generator<TargetsBatch> {
  for (let from = 0; from < targets.columns; from += size) {
    const y = targets.batch(from, Math.min(from + size, targets.columns));
    const { missing, constant } = setOddTargetsAside(y);
    const shifted = (list: readonly number[]) => list.map((target) => target + from);
    yield { from, y, odd: { missing: shifted(missing), constant: shifted(constant) } };
  }
}
