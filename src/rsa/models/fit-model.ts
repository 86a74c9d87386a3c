import { ArgumentError, UnknownNameError } from "../../errors.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { checkRidge } from "./check-ridge.js";
import type { FitOptions } from "./fit-options.js";
import { type FitterName, fitters } from "./fitters.js";
import type { Model } from "./model.js";

/** Which fitters give a θ that a kind of model can predict with, the default first. */
const fittersOf: Readonly<Record<Model["kind"], readonly FitterName[]>> = {
  fixed: [],
  select: ["select"],
  weighted: ["optimise", "optimise-positive", "regress", "ridge", "regress-non-negative", "interpolate"],
  interpolate: ["interpolate"],
};

/** Settings of {@link fitModel}. */
export interface FitModelOptions extends FitOptions {
  /** Default: select, optimise or interpolate, by the kind of model. */
  readonly fitter?: FitterName | undefined;
}

/**
 * The θ of a model for RDMs of data; of no number for a fixed model. Weights are scaled to ‖θ‖ = 1 unless told otherwise;
 * those of an interpolation sum to 1.
 *
 * @throws ArgumentError when the fitter does not suit the model or the measure, the ridge is below 0, or data and model
 *   differ in conditions; UnknownNameError for a fitter that is none; NumericError as {@link fitters}.
 */
export function fitModel(model: Model, data: RdmVectors, options: FitModelOptions): Float64Array {
  if (model.rdms.nConditions !== data.nConditions) {
    const [expected, found] = [`${data.nConditions} conditions as the data`, String(model.rdms.nConditions)];
    const next = "align both by the ids of their conditions";
    throw new ArgumentError({ argument: `model ${model.name}`, expected, found, next });
  }
  if (model.kind === "fixed") return new Float64Array(0);
  const suitable = fittersOf[model.kind];
  const name = options.fitter ?? suitable[0]!;
  if (!Object.hasOwn(fitters, name)) throw new UnknownNameError({ kind: "fitter", name, known: Object.keys(fitters) });
  if (!suitable.includes(name)) {
    const expected = `${suitable.join(", ")} for a model of the kind ${model.kind}`;
    throw new ArgumentError({ argument: "fitter", expected, found: name });
  }
  checkRidge(options.ridge);
  const theta = fitters[name](model, data, options);
  const isMixed = name !== "select" && name !== "interpolate";
  return isMixed && (options.normalise ?? true) ? unit(theta) : theta;
}

function unit(theta: Float64Array): Float64Array {
  const length = Math.hypot(...theta);
  return length > 0 ? theta.map((weight) => weight / length) : theta;
}
