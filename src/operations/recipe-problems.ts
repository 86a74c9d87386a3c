import { isNeuroloomError, nearestNames, SchemaError } from "../errors.js";
import { isList } from "../tables/batch.js";
import type { Check } from "../tables/check.js";
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
  recipe.inputs.forEach(({ dataset }, index) => {
    if (recipe.inputs.findIndex((other) => other.dataset === dataset) === index) return;
    issues.push(`inputs[${index}].dataset: "${dataset}" is there already; another quantity of it needs another recipe`);
  });
  recipe.checks.forEach((check, index) => {
    issues.push(...checkProblems(check, recipe).map((issue) => `checks[${index}].${issue}`));
  });
  return { issues, steps };
}

function checkProblems({ table, column, where = {}, measure }: Check, { steps }: Recipe): readonly string[] {
  if (!Object.hasOwn(tables, table)) return [`table: ${unknown("table", table, Object.keys(tables))}`];
  const { columns, partition } = tableDefinition(table as TableName);
  const known = [partition, ...Object.keys(columns)];
  const issues: string[] = [];
  if (column !== undefined && !known.includes(column)) {
    issues.push(`column: ${unknown(`column of ${table}`, column, known)}`);
  } else if (column !== undefined && columns[column] && isList(columns[column].type) && measure !== "count") {
    issues.push(`column: ${table}.${column} holds lists, which no check compares`);
  }
  if (column === undefined && measure !== undefined && measure !== "count") {
    issues.push(`measure: ${measure} needs a column`);
  }
  for (const name of Object.keys(where)) {
    if (!known.includes(name)) issues.push(`where.${name}: ${unknown(`column of ${table}`, name, known)}`);
  }
  for (const id of [where.analysis_id ?? []].flat()) {
    const ids = steps.map((step) => step.id);
    if (partition === "analysis_id" && !ids.includes(String(id))) {
      issues.push(`where.analysis_id: ${unknown("step", String(id), ids)}`);
    }
  }
  return issues;
}

function unknown(kind: string, name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  return `no ${kind} named "${name}"${nearest.length > 0 ? `; nearest: ${nearest.join(", ")}` : ""}`;
}
