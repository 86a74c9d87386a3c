import type { ProcessingStep } from "./step.js";

/** What a quantity is called after steps, for example `z-score of smoothed dff`; resampling and filling keep the name. */
export function quantityAfter(quantity: string, steps: readonly ProcessingStep[]): string {
  return steps.reduce((name, step) => {
    if ("smooth" in step) return `smoothed ${name}`;
    if ("detrend" in step) return `detrended ${name}`;
    if ("differentiate" in step) return `derivative of ${name}`;
    if (!("normalise" in step)) return name;
    const percent = step.percentile ?? 20;
    const words = {
      "z-score": "z-score",
      "causal-z-score": "causal z-score",
      robust: "robust z-score",
      dff: "dF/F",
      "f-over-f0": step.baseline === "mean" ? "F/F0" : `F/F${percent}`,
    };
    return `${words[step.normalise]} of ${name}`;
  }, quantity);
}

/** The unit after steps: normalised traces have none (1), derivatives are per second; null where it is not known. */
export function unitAfter(unit: string | null, steps: readonly ProcessingStep[]): string | null {
  return steps.reduce<string | null>((now, step) => {
    if ("normalise" in step) return "1";
    return "differentiate" in step && now !== null ? `${now}/s` : now;
  }, unit);
}
