import type { EncoderParams } from "./encoder-params.js";

/** The penalties to choose from; of a range in equal ratios from its first to its last. */
export function alphasOf({ alphas }: Pick<EncoderParams, "alphas">): Float64Array {
  if (!("from" in alphas)) return Float64Array.from(alphas);
  const { from, to, count } = alphas;
  const [low, high] = [Math.log10(from), Math.log10(to)];
  return Float64Array.from({ length: count }, (_, index) => 10 ** (low + ((high - low) * index) / (count - 1)));
}

/** Whether there is more than one penalty to choose from, or weights of spaces. */
export function choosesPenalty(params: Pick<EncoderParams, "alphas" | "model">): boolean {
  return params.model === "banded" || alphasOf(params).length > 1;
}
