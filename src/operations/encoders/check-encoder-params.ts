import { ArgumentError } from "../../errors.js";
import { alphasOf } from "./encoder-alphas.js";
import type { EncoderParams } from "./encoder-params.js";

/** What a rule says of parameters that do not go together: what is expected and found; undefined where they do. */
type Rule = (
  params: EncoderParams,
) => { readonly expected: string; readonly found: string; readonly next?: string } | undefined;

/** By the parameter that is at fault. */
const rules: Readonly<Record<string, Rule>> = {
  spaces: ({ spaces }) => {
    const names = spaces.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    return twice === undefined ? undefined : { expected: "a name of its own for each space", found: `${twice} twice` };
  },
  alpha_choice: ({ model, alpha_choice, standardise }) => {
    if (alpha_choice === "folds") return undefined;
    if (model !== "ridge") return { expected: `folds, for model: ${model}`, found: alpha_choice };
    const next = "give standardise: false beside it";
    return standardise ? { expected: "folds, for features that are scaled", found: alpha_choice, next } : undefined;
  },
  alphas: (params) =>
    params.model === "banded" && alphasOf(params).includes(0)
      ? { expected: "penalties above 0, for model: banded", found: "0" }
      : undefined,
  intercept: ({ model, intercept, standardise }) => {
    if (intercept) return undefined;
    if (model === "poisson") return { expected: "true, for model: poisson", found: "false" };
    const next = "give standardise: false beside it";
    return standardise ? { expected: "true, for features that are scaled", found: "false", next } : undefined;
  },
  target_scale: ({ model, target_scale, target_detrend }) =>
    model === "poisson" && (target_scale !== "none" || target_detrend !== "none")
      ? { expected: "counts as they are, for model: poisson", found: `${target_detrend}, ${target_scale}` }
      : undefined,
  null_model: ({ model, null_model }) =>
    model === "poisson" && null_model === "phase"
      ? { expected: "shift, blocks or none, for model: poisson", found: "phase, whose draws are no counts" }
      : undefined,
  centre_features: ({ centre_features, folds }) =>
    centre_features && folds !== "none"
      ? { expected: "folds: none, as it would see what is held out", found: `folds: ${folds}` }
      : undefined,
  stimuli: ({ stimuli, folds }) =>
    folds === "stimuli" && stimuli === undefined
      ? { expected: "the kind of the events that name stimuli, for folds: stimuli", found: "none" }
      : undefined,
  split: ({ split, folds }) =>
    split && folds !== "split" ? { expected: "folds: split beside it", found: `folds: ${folds}` } : undefined,
};

/**
 * Refuses parameters that do not go together.
 *
 * @throws ArgumentError with the parameter that is at fault.
 */
export function checkEncoderParams(params: EncoderParams): void {
  for (const [argument, rule] of Object.entries(rules)) {
    const broken = rule(params);
    if (broken) throw new ArgumentError({ argument, ...broken });
  }
}
