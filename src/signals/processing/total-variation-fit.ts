import { ArgumentError, NumericError } from "../../errors.js";
import { solvePentadiagonal } from "../../linalg/solve-pentadiagonal.js";

/** Settings of {@link totalVariationFit}. */
export interface TotalVariationFitOptions {
  /** α, in units of the trace times s². */
  readonly weight: number;
}

const mostIterations = 200;
/** The result is this close to the smallest possible objective, as a share of the objective of the flat curve. */
const largestGap = 1e-11;

/**
 * The curve F for which ½ h Σ (F_i − f_i)² + α Σ |u_{i+1} − u_i| is smallest, u_i = (F_{i+1} − F_i) / (t_{i+1} − t_i) its
 * slopes and h the mean step. Its derivative u is the total-variation regularised derivative of f: it follows jumps of
 * the slope and is flat between them. The offset of F is free, where Chartrand holds it at the first sample.
 *
 * The problem is strictly convex, so F is unique. Its dual, ½ |Dᵀν|² − (D f)ᵀν over |ν_i| ≤ λ with D the differences of
 * slopes and F = f − Dᵀν, is solved by a primal-dual interior-point method whose duality gap bounds the error; each
 * iteration solves one pentadiagonal system.
 *
 * @param timeS - Stamps of n samples in seconds, rising.
 * @param values - n samples f, none missing.
 * @returns n values of F; f itself for fewer than three samples.
 * @throws ArgumentError for a weight that is not above 0 and stamps that do not rise; NumericError where it does not converge.
 * Source: Chartrand 2011, https://doi.org/10.5402/2011/164564; the method for the dual: Kim, Koh, Boyd and Gorinevsky
 * 2009, https://doi.org/10.1137/070690274.
 */
export function totalVariationFit(
  timeS: Float64Array,
  values: Float64Array,
  { weight }: TotalVariationFitOptions,
): Float64Array {
  if (!(weight > 0 && Number.isFinite(weight))) {
    throw new ArgumentError({ argument: "weight", expected: "a number above 0", found: String(weight) });
  }
  const n = values.length;
  if (n < 3) return Float64Array.from(values);
  const step = (timeS[n - 1]! - timeS[0]!) / (n - 1);
  const steps = Float64Array.from({ length: n - 1 }, (_, k) => (timeS[k + 1]! - timeS[k]!) / step);
  const wrong = steps.findIndex((length) => !(length > 0));
  if (wrong >= 0) {
    const found = `${timeS[wrong + 1]} after ${timeS[wrong]}`;
    throw new ArgumentError({ argument: "timeS", expected: "rising stamps", found });
  }
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value - values[0]!)), 0);
  if (scale === 0) return Float64Array.from(values);
  const unit = values.map((value) => (value - values[0]!) / scale);
  return fitOf(unit, steps, weight / (step * step * scale)).map((value) => values[0]! + scale * value);
}

/** F for steps of mean 1, values of size 1 and bounds λ of ν. */
function fitOf(values: Float64Array, steps: Float64Array, lambda: number): Float64Array {
  const band = squareBand(steps);
  const free = solvePentadiagonal(band, differences(values, steps));
  // inside its bounds the solution is that of the linear system, and F the least-squares line
  if (free.every((value) => Math.abs(value) <= lambda)) return minus(values, transposed(free, steps));
  const scaled = band.map((diagonal) => diagonal.map((value) => lambda * value));
  const m = free.length;
  const ones = () => new Float64Array(m).fill(1);
  let state: State = { curve: values, nu: new Float64Array(m), up: ones(), down: ones() };
  const largest = (largestGap * values.reduce((sum, value) => sum + value * value, 0)) / lambda;
  let [sharpness, stride] = [1e-10, 1];
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const bends = differences(state.curve, steps);
    const gap = bends.reduce((sum, bend, i) => sum + Math.abs(bend) - bend * state.nu[i]!, 0);
    if (gap <= largest) return state.curve;
    if (stride >= 0.2) sharpness = Math.max((4 * m) / gap, 1.2 * sharpness);
    const nu = newtonMove(state, bends, scaled, sharpness);
    [state, stride] = take(state, moveOf(state, nu, sharpness, lambda, steps), steps, sharpness);
  }
  const reason = `the fit did not converge in ${mostIterations} iterations`;
  throw new NumericError({ quantity: "total-variation derivative", reason, next: "give another weight" });
}

/**
 * An iterate, with ν / λ in place of ν, so that its bounds are −1 and 1. The curve F = f − λ Dᵀν is carried along: found
 * from ν again each time, its bends D F would drown in rounding where λ is large. The duality gap is then, over λ,
 * Σ |D F| − ν · D F.
 */
interface State {
  readonly curve: Float64Array;
  readonly nu: Float64Array;
  /** Multipliers of the upper and of the lower bound. */
  readonly up: Float64Array;
  readonly down: Float64Array;
}

/** The change of ν by Newton's method. */
function newtonMove(
  { nu, up, down }: State,
  bends: Float64Array,
  [main, first, second]: readonly Float64Array[],
  sharpness: number,
): Float64Array {
  const diagonal = main!.map((value, i) => value + up[i]! / (1 - nu[i]!) + down[i]! / (1 + nu[i]!));
  const right = bends.map((bend, i) => bend + (1 / (1 + nu[i]!) - 1 / (1 - nu[i]!)) / sharpness);
  return solvePentadiagonal([diagonal, first!, second!], right);
}

/** The changes of all variables that belong to a change of ν. */
function moveOf(
  { nu, up, down }: State,
  move: Float64Array,
  sharpness: number,
  lambda: number,
  steps: Float64Array,
): State {
  return {
    curve: transposed(move, steps).map((value) => -lambda * value),
    nu: move,
    up: up.map((value, i) => -value + (1 / sharpness + value * move[i]!) / (1 - nu[i]!)),
    down: down.map((value, i) => -value + (1 / sharpness - value * move[i]!) / (1 + nu[i]!)),
  };
}

/** The longest step along a move that keeps the multipliers positive, halved until ν is inside its bounds and the residual falls. */
function take(state: State, move: State, steps: Float64Array, sharpness: number): readonly [State, number] {
  let stride = 1;
  for (const side of ["up", "down"] as const) {
    state[side].forEach((value, i) => {
      const change = move[side][i]!;
      if (change < 0) stride = Math.min(stride, -value / change);
    });
  }
  stride *= 0.99;
  const before = residual(state, steps, sharpness);
  for (let halving = 0; halving < 40; halving++) {
    const next = {
      curve: along(state.curve, move.curve, stride),
      nu: along(state.nu, move.nu, stride),
      up: along(state.up, move.up, stride),
      down: along(state.down, move.down, stride),
    };
    const inside = next.nu.every((value) => Math.abs(value) < 1);
    if (inside && residual(next, steps, sharpness) <= (1 - 0.01 * stride) * before) return [next, stride];
    stride /= 2;
  }
  return [state, 0];
}

/** Length of the residuals of the optimality conditions. */
function residual({ curve, nu, up, down }: State, steps: Float64Array, sharpness: number): number {
  const bends = differences(curve, steps);
  let sum = 0;
  for (let i = 0; i < nu.length; i++) {
    const dual = up[i]! - down[i]! - bends[i]!;
    const upper = up[i]! * (1 - nu[i]!) - 1 / sharpness;
    const lower = down[i]! * (1 + nu[i]!) - 1 / sharpness;
    sum += dual * dual + upper * upper + lower * lower;
  }
  return Math.sqrt(sum);
}

function along(from: Float64Array, move: Float64Array, stride: number): Float64Array {
  return from.map((value, i) => value + stride * move[i]!);
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

/** D x: differences of neighbouring slopes. */
function differences(x: Float64Array, steps: Float64Array): Float64Array {
  return Float64Array.from(
    { length: x.length - 2 },
    (_, i) => (x[i + 2]! - x[i + 1]!) / steps[i + 1]! - (x[i + 1]! - x[i]!) / steps[i]!,
  );
}

/** Dᵀ ν. */
function transposed(nu: Float64Array, steps: Float64Array): Float64Array {
  const result = new Float64Array(nu.length + 2);
  for (let i = 0; i < nu.length; i++) {
    const [first, last] = [nu[i]! / steps[i]!, nu[i]! / steps[i + 1]!];
    result[i]! += first;
    result[i + 1]! -= first + last;
    result[i + 2]! += last;
  }
  return result;
}

/** Main, first and second diagonal of D Dᵀ. */
function squareBand(steps: Float64Array): readonly Float64Array[] {
  const m = steps.length - 1;
  const [a, c] = [steps.map((length) => 1 / length), steps.map((length) => 1 / length).subarray(1)];
  const b = Float64Array.from({ length: m }, (_, i) => -a[i]! - c[i]!);
  return [
    b.map((value, i) => a[i]! ** 2 + value ** 2 + c[i]! ** 2),
    Float64Array.from({ length: Math.max(0, m - 1) }, (_, i) => b[i]! * a[i + 1]! + c[i]! * b[i + 1]!),
    Float64Array.from({ length: Math.max(0, m - 2) }, (_, i) => c[i]! * a[i + 2]!),
  ];
}
