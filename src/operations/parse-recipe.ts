import { SchemaError } from "../errors.js";
import { parseWithSchema } from "../manifest/schema-issues.js";
import { parseYaml } from "./parse-yaml.js";
import { type Recipe, recipeSchema } from "./recipe.js";
import { recipeProblems } from "./recipe-problems.js";

/**
 * Reads a recipe and checks every name in it: operations, parameters, tables, columns, ids.
 *
 * @param text - YAML, see `parseYaml`.
 * @param file - What to call it in messages.
 * @throws SchemaError with all problems and the nearest names of unknown ones.
 */
export function parseRecipe(text: string, file: string): Recipe {
  const parsed = parseWithSchema(recipeSchema, parseYaml(text, file));
  if ("issues" in parsed) throw new SchemaError({ file, issues: parsed.issues });
  const { steps, ...rest } = parsed.value;
  const named = steps.map(({ operation, id = operation, params }) => ({ operation, id, params }));
  const { issues, steps: checked } = recipeProblems({ ...rest, steps: named });
  if (issues.length > 0) throw new SchemaError({ file, issues });
  return { ...rest, steps: checked };
}
