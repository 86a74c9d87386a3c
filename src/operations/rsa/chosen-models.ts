import { ArgumentError } from "../../errors.js";
import { isLinearMeasure } from "../../rsa/comparison/linear-measures.js";
import type { FitterName } from "../../rsa/models/fitters.js";
import type { Model } from "../../rsa/models/model.js";
import { modelFamily } from "../../rsa/models/model-family.js";
import { chooseRdms } from "../../rsa/stack/choose.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { Row } from "../../tables/tables.js";
import type { ModelChoice } from "./evaluate-params.js";

/** A model with what its rows say of it. */
export interface ChosenModel {
  readonly model: Model;
  readonly kind: Row<"rdm_evaluations">["model_kind"];
  readonly fitter: FitterName | undefined;
}

/** The models of one choice from its RDMs, which stand over the conditions of the data. */
export function chosenModels(choice: ModelChoice, rdms: RdmStack, measure: string): readonly ChosenModel[] {
  const { name, kind, fitter } = choice;
  if (kind === "fixed" && name === undefined) {
    return rdms.rdms.map(({ id }, place) => {
      return { model: { kind, name: id, rdms: chooseRdms(rdms, [place]) }, kind, fitter: undefined };
    });
  }
  if (kind === "family") {
    const names = rdms.rdms.map(({ id }) => id);
    return modelFamily(names, rdms).map((model) => ({ model, kind: "weighted", fitter }));
  }
  if (name === undefined) {
    throw new ArgumentError({
      argument: "models",
      expected: `a name for the model of the kind ${kind}`,
      found: "none",
    });
  }
  if (kind !== "non-negative") return [{ model: { kind, name, rdms }, kind, fitter }];
  const positive = fitter ?? (isLinearMeasure(measure) ? "regress-non-negative" : "optimise-positive");
  if (positive !== "regress-non-negative" && positive !== "optimise-positive") {
    const expected = "regress-non-negative or optimise-positive for a non-negative model";
    throw new ArgumentError({ argument: "fitter", expected, found: positive });
  }
  return [{ model: { kind: "weighted", name, rdms }, kind, fitter: positive }];
}
