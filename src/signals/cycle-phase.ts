import { ArgumentError } from "../errors.js";
import { checkSameLength } from "../stats/check-same-length.js";
import { mean } from "../stats/mean.js";
import { variance } from "../stats/variance.js";

/** How a trajectory in a plane goes round its centre. */
export interface CyclePhase {
  /** T angles in radians, unwrapped so that no step exceeds half a turn; they rise on the whole. */
  readonly phase: Float64Array;
  /** −1 where the second axis had to be turned over for that, else 1. */
  readonly secondSign: 1 | -1;
  /** Turns from the first to the last sample, at least 0. */
  readonly netTurns: number;
  /** Turns gone in all, either way round. */
  readonly travelledTurns: number;
}

/**
 * Phase of a planar trajectory: φ = atan2(y / s_y, x / s_x) around its mean, s the spreads of the axes, unwrapped.
 * Principal components have no sign of their own, hence no sense of rotation: the second axis is turned so that time
 * goes with rising phase. How much of the way gone goes forth, netTurns / travelledTurns, tells a cycle from noise.
 *
 * @param x - T values of the first axis.
 * @param y - T values of the second axis.
 * @throws ArgumentError when lengths differ or an axis does not vary.
 */
export function cyclePhase(x: ArrayLike<number>, y: ArrayLike<number>): CyclePhase {
  checkSameLength("y", y, "x", x);
  const [horizontal, vertical] = [standardized("x", x), standardized("y", y)];
  const angle = (index: number) => Math.atan2(vertical[index]!, horizontal[index]!);
  const phase = new Float64Array(x.length);
  let travelled = 0;
  for (let index = 0; index < phase.length; index++) {
    if (index === 0) {
      phase[0] = angle(0);
      continue;
    }
    const step = angle(index) - angle(index - 1);
    const shortest = step - 2 * Math.PI * Math.round(step / (2 * Math.PI));
    phase[index] = phase[index - 1]! + shortest;
    travelled += Math.abs(shortest);
  }
  const turns = (phase.at(-1)! - phase[0]!) / (2 * Math.PI);
  const secondSign = turns < 0 ? -1 : 1;
  return {
    phase: phase.map((value) => value * secondSign),
    secondSign,
    netTurns: Math.abs(turns),
    travelledTurns: travelled / (2 * Math.PI),
  };
}

function standardized(argument: string, values: ArrayLike<number>): Float64Array {
  const centre = mean(values);
  const spread = Math.sqrt(variance(values, { ddof: 0 }));
  if (!(spread > 0)) {
    throw new ArgumentError({ argument, expected: "values that vary", found: `a spread of ${spread}` });
  }
  return Float64Array.from(values, (value) => (value - centre) / spread);
}
