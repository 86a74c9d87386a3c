import { isNeuroloomError, SchemaError } from "../errors.js";
import { publishedAnalysisId } from "../published/analysis-id.js";
import type { Check } from "../tables/check.js";
import { checkProblems, unknownWords } from "../tables/check-problems.js";
import { type TableName, tableDefinition, tables } from "../tables/tables.js";
import { checkedAnalysisId } from "./analysis-id.js";
import { operationNamed } from "./operations.js";
import { parseParams } from "./parse-params.js";
import type { Recipe, RecipeStep } from "./recipe.js";

/** Everything in a recipe that names something that does not exist, in words, and its steps with full parameters. */
export function recipeProblems(recipe: Recipe): {
  readonly issues: readonly string[];
  readonly steps: readonly RecipeStep[];
} {
  const issues: string[] = [];
  const steps = recipe.steps.map((step, index) => {
    const place = `steps[${index}]`;
    if (recipe.steps.findIndex(({ id }) => id === step.id) < index) {
      issues.push(`${place}.id: "${step.id}" is the id of an earlier step; give this one its own`);
    }
    try {
      checkedAnalysisId(step.id);
      return { ...step, params: parseParams(operationNamed(step.operation), step.params, place) };
    } catch (error) {
      if (!isNeuroloomError(error)) throw error;
      const words = error instanceof SchemaError ? error.issues : [error.message];
      issues.push(...words.map((word) => `${place}: ${word}`));
      return step;
    }
  });
  recipe.inputs.forEach(({ dataset, mode }, index) => {
    if (recipe.inputs.findIndex((other) => other.dataset === dataset && other.mode === mode) === index) return;
    issues.push(`inputs[${index}].dataset: "${dataset}" is there already; another quantity of it needs another recipe`);
  });
  recipe.inputs.forEach(({ mode, quantity }, index) => {
    if (mode !== "published" || quantity === undefined) return;
    issues.push(`inputs[${index}].quantity: the published mode takes what the product took; leave it out`);
  });
  recipe.checks.forEach((check, index) => {
    const problems = [...checkProblems(check), ...stepProblems(check, recipe)];
    issues.push(...problems.map((problem) => `checks[${index}].${problem}`));
  });
  return { issues, steps };
}

function stepProblems({ table, where = {} }: Check, { steps, inputs }: Recipe): readonly string[] {
  if (!Object.hasOwn(tables, table) || tableDefinition(table as TableName).partition !== "analysis_id") return [];
  const published = inputs
    .filter(({ mode }) => mode === "published")
    .map(({ dataset }) => publishedAnalysisId(dataset));
  const ids = [...steps.map(({ id }) => id), ...published];
  const unknown = [where.analysis_id ?? []].flat().filter((id) => !ids.includes(String(id)));
  return unknown.map((id) => `where.analysis_id: ${unknownWords("step", String(id), ids)}`);
}
