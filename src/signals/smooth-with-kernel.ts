import { ArgumentError } from "../errors.js";

/**
 * The middle part of a convolution: y_i = Σ_k w_k x_{i + m − k} with m = (length of w − 1) / 2, where x is 0 beyond its
 * ends, so that y is as long as x and not shifted. Missing samples (NaN) reach as far as the kernel.
 *
 * @param kernel - An odd number of weights, such as `hannKernel` gives.
 * @returns In the unit of x.
 * @throws ArgumentError for a kernel without a middle.
 */
export function smoothWithKernel(x: ArrayLike<number>, kernel: ArrayLike<number>): Float64Array {
  if (kernel.length % 2 !== 1) {
    throw new ArgumentError({ argument: "kernel", expected: "an odd number of weights", found: `${kernel.length}` });
  }
  const middle = (kernel.length - 1) / 2;
  return Float64Array.from({ length: x.length }, (_, index) => {
    const [first, last] = [Math.max(0, index - middle), Math.min(x.length - 1, index + middle)];
    let sum = 0;
    for (let at = first; at <= last; at++) sum += kernel[index + middle - at]! * x[at]!;
    return sum;
  });
}
