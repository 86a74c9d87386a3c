import type { RdmVectors } from "../rdm-vectors.js";
import type { FitOptions } from "./fit-options.js";
import type { Model } from "./model.js";

/** Finds the θ of a model for RDMs of data. */
export type Fitter = (model: Model, data: RdmVectors, options: FitOptions) => Float64Array;
