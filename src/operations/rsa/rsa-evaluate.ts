import { ArgumentError } from "../../errors.js";
import type { MeasureName } from "../../rsa/comparison/measure-name.js";
import { constantModel } from "../../rsa/inference/contrast-with-model.js";
import { permuteLabels } from "../../rsa/inference/permute-labels.js";
import { fitModel } from "../../rsa/models/fit-model.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import type { Operation, RunContext } from "../operation.js";
import { type ChosenModel, chosenModels } from "./chosen-models.js";
import { type EvaluateParams, evaluateParams } from "./evaluate-params.js";
import { evaluated } from "./evaluated.js";
import {
  checkKnownPairs,
  groupsOfConditions,
  overCommonPairs,
  rdmGroups,
  splitTargets,
  type Target,
} from "./evaluation-data.js";
import { type AboutEvaluation, evaluationRows, pairRows } from "./evaluation-rows.js";
import { evaluationWarning } from "./evaluation-warnings.js";
import { joinStacks } from "./known-conditions.js";
import { variancesOf } from "./measure-params.js";
import { rdmTables, readRdmChoice } from "./read-rdm-choice.js";
import { checkSquaredSpearman, squaredSpearman } from "./squared-spearman.js";

/**
 * How well models agree with the RDMs of targets, and how sure that is: see `evaluate` for resampling, tests and ceilings.
 * Models and data are joined by the ids of their conditions.
 */
export const rsaEvaluate: Operation<EvaluateParams> = {
  name: "rsa-evaluate",
  summary: "Evaluates models by dissimilarity matrices: fits, bootstraps, noise ceilings, tests between models.",
  params: evaluateParams,
  reads: rdmTables,
  writes: ["rdm_evaluations", "rdm_evaluation_pairs"],
  usesRandom: true,
  async *run(input, params, context) {
    const stacks: RdmStack[] = [];
    for (const choice of params.models) stacks.push(await readRdmChoice(input, choice, context));
    const names = new Set<string>();
    const rows: Row<"rdm_evaluations">[] = [];
    const pairs: Row<"rdm_evaluation_pairs">[] = [];
    for (const choice of params.targets) {
      for (const target of splitTargets(await readRdmChoice(input, choice, context), choice)) {
        if (names.has(target.name)) throw twice("targets", target.name);
        names.add(target.name);
        for (const measure of params.measures) {
          const found = evaluatedTarget(target, stacks, { measure, params, context });
          rows.push(...found.rows);
          pairs.push(...found.pairs);
        }
      }
    }
    yield* batchesOf("rdm_evaluations", rows);
    yield* batchesOf("rdm_evaluation_pairs", pairs);
  },
};

type MeasureChoice = EvaluateParams["measures"][number];

function evaluatedTarget(
  target: Target,
  modelStacks: readonly RdmStack[],
  given: { readonly measure: MeasureChoice; readonly params: EvaluateParams; readonly context: RunContext },
): { readonly rows: readonly Row<"rdm_evaluations">[]; readonly pairs: readonly Row<"rdm_evaluation_pairs">[] } {
  const { measure, params, context } = given;
  const { linalg, signal } = context;
  const joined = joinStacks([target.rdms, ...modelStacks]);
  const [data, ...rdms] = params.missing === "common" ? overCommonPairs(joined.stacks) : joined.stacks;
  checkKnownPairs(data!, target.name);
  const models = namedModels(rdms, measure, params);
  const groups = rdmGroups(data!, params.group_by);
  const nGroups = new Set(groups).size;
  const random = context.random.derive("target", target.name);
  const isCrossvalidated = params.crossvalidation !== undefined;
  const plain = models.map(({ model }) => model);
  const shared = {
    measure: (measure === "spearman-squared" ? "spearman" : measure) satisfies MeasureName,
    sigmaK: variancesOf(params.condition_variances, data!.conditions),
    linalg,
  };
  const fit = { ...shared, ridge: params.ridge, pool: params.fit_pool };
  const thetas = models.map(({ model, fitter }) =>
    model.kind === "fixed"
      ? undefined
      : fitModel(model, data!, { ...fit, fitter, random: random.derive("fit", model.name) }),
  );
  if (measure === "spearman-squared") {
    checkSquaredSpearman({ resample: params.resample, isCrossvalidated, models: plain, groups });
  }
  const evaluation =
    measure === "spearman-squared"
      ? squaredSpearman(plain, data!)
      : evaluated(plain, data!, {
          ...fit,
          ...{ resample: params.resample, crossvalidation: params.crossvalidation, random, signal, thetas },
          ...(params.recorded_draws ? { recordedDraws: params.recorded_draws } : { draws: params.draws }),
          fitters: models.map(({ fitter }) => fitter),
          rdmGroups: groups,
          conditionGroups: groupsOfConditions(params.condition_groups, data!.conditions),
        });
  const labels =
    params.permutations > 0 && measure !== "spearman-squared"
      ? permuteLabels(plain, data!, {
          ...{ ...shared, permutations: params.permutations, thetas, rdmGroups: groups },
          random: random.derive("labels"),
        })
      : undefined;
  const warned = { measure, data: data!, dropped: joined.dropped.length, isCrossvalidated, nGroups };
  const about: AboutEvaluation = {
    ...{ target: target.name, measure, params, nGroups, nConditions: data!.nConditions, labels },
    models: models.map((chosen, index) => ({
      model_kind: chosen.kind,
      theta: thetas[index] ?? null,
      warning: evaluationWarning(chosen, warned),
    })),
    crossvalidation: params.crossvalidation ? schemeWords(params.crossvalidation) : null,
  };
  return { rows: [...evaluationRows(evaluation, about)], pairs: [...pairRows(evaluation, about)] };
}

function namedModels(
  rdms: readonly RdmStack[],
  measure: MeasureChoice,
  params: EvaluateParams,
): readonly ChosenModel[] {
  const chosen = params.models.flatMap((choice, index) => chosenModels(choice, rdms[index]!, measure));
  if (params.constant_model) {
    const n = rdms[0]!.nConditions;
    chosen.push({ model: constantModel(n), kind: "fixed", fitter: undefined });
  }
  const seen = new Set<string>();
  for (const { model } of chosen) {
    if (seen.has(model.name)) throw twice("models", model.name);
    seen.add(model.name);
  }
  return chosen;
}

function twice(argument: string, name: string): ArgumentError {
  return new ArgumentError({ argument, expected: "names that differ", found: `${name} twice` });
}

/** A crossvalidation in words. */
function schemeWords({ scheme, repeats }: NonNullable<EvaluateParams["crossvalidation"]>): string {
  const { kind, ...sizes } = scheme;
  const settings = Object.entries(sizes).map(([name, value]) => `${name} ${value}`);
  return [kind, ...settings, `${repeats} repeats`].join(", ");
}
