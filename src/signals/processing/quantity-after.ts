import type { ProcessingStep } from "./step.js";

/** What a quantity is called after steps, for example `z-score of smoothed dff`; other resampling and filling keep the name. */
export function quantityAfter(quantity: string, steps: readonly ProcessingStep[]): string {
  return steps.reduce((name, step) => {
    if ("smooth" in step) return `smoothed ${name}`;
    if ("detrend" in step) return `detrended ${name}`;
    if ("differentiate" in step) return `derivative of ${name}`;
    if ("transform" in step) return `${step.transform === "decibels" ? "level" : "square root"} of ${name}`;
    if ("resample" in step && step.resample === "block-sum") return `sum of ${name}`;
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

/** The unit after steps: normalised traces have none (1), levels are in dB, derivatives per second; null where it is not known. */
export function unitAfter(unit: string | null, steps: readonly ProcessingStep[]): string | null {
  return steps.reduce<string | null>((now, step) => {
    if ("normalise" in step) return "1";
    if ("transform" in step) return step.transform === "decibels" ? "dB" : rootOf(now);
    return "differentiate" in step && now !== null ? `${now}/s` : now;
  }, unit);
}

function rootOf(unit: string | null): string | null {
  return unit === null || unit === "1" ? unit : `(${unit})^0.5`;
}
