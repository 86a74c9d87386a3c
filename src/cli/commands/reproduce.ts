import { join } from "node:path";
import type { NamedRecipe } from "../../node/recipes.js";
import type { RecipeRun } from "../../node/run-recipe.js";
import type { CheckResult } from "../../tables/check.js";
import { checkTitle } from "../../tables/check-title.js";
import { type Command, type CommandOptions, exitCode, type Session } from "../command.js";
import { storeOptions } from "../session-store.js";
import { textOption } from "../text-option.js";

export const reproduceCommand: Command = {
  name: "reproduce",
  summary: "run recipes of published analyses and compare every known answer",
  arguments: [{ name: "[recipe]", description: "name of a recipe, or a file of your own (.yaml)" }],
  options: [
    { flags: "--all", description: "run every recipe of the package but those that take minutes" },
    { flags: "--long", description: "with --all: also those that take minutes" },
    { flags: "--list", description: "show the recipes and stop" },
    { flags: "--in <dir>", description: "take the tables from here instead of preparing the datasets" },
    { flags: "--out <dir>", description: "keep tables and results here; with --all, in a folder per recipe" },
  ],
  examples: [
    "npx neuroloom reproduce --list",
    "npx neuroloom reproduce kato2015-activity",
    "npx neuroloom reproduce kato2015-recordings --executor workers --json",
  ],
  async run(given, options, session) {
    const { loadRecipe, listRecipes } = await import("../../node/recipes.js");
    if (options.list === true) {
      for (const name of await listRecipes()) describe(await loadRecipe(name), session);
      return exitCode.good;
    }
    const recipes = await chosenRecipes(given[0] as string | undefined, options);
    if (session.options.dryRun) {
      for (const recipe of recipes) describe(recipe, session);
      return exitCode.good;
    }
    const { runRecipe } = await import("../../node/run-recipe.js");
    let code: number = exitCode.good;
    for (const recipe of recipes) {
      try {
        const run = await runRecipe(recipe.recipe, settingsOf(recipe.name, options, session));
        tell(recipe, run, session);
        if (!run.pass) code = exitCode.someFailed;
      } catch (error) {
        if (session.signal.aborted || recipes.length === 1) throw error;
        const message = error instanceof Error ? error.message : String(error);
        if (session.options.json) session.printJson({ recipe: recipe.name, failed: message });
        else session.print(`${recipe.name}: failed: ${message}`);
        code = exitCode.someFailed;
      }
    }
    return code;
  },
};

async function chosenRecipes(name: string | undefined, options: CommandOptions): Promise<readonly NamedRecipe[]> {
  const { loadRecipe, listRecipes } = await import("../../node/recipes.js");
  if (options.all === true) {
    const all = await Promise.all((await listRecipes()).map(loadRecipe));
    return all.filter(({ recipe }) => options.long === true || recipe.takes_minutes !== true);
  }
  if (name !== undefined) return [await loadRecipe(name)];
  const { ArgumentError } = await import("../../errors.js");
  const known = (await listRecipes()).join(", ");
  throw new ArgumentError({ argument: "recipe", expected: `one of ${known}, a file, or --all`, found: "none" });
}

function settingsOf(recipe: string, options: CommandOptions, session: Session) {
  const out = textOption(options, "out");
  const { executor, linalg, seed } = session.options;
  return {
    from: textOption(options, "in"),
    // recipes may name their results alike
    to: out !== undefined && options.all === true ? join(out, recipe) : out,
    store: storeOptions(session),
    executor,
    linalg,
    seed,
  };
}

function describe({ name, recipe }: NamedRecipe, { options, print, printJson }: Session): void {
  const { title, citation, inputs, steps, checks, takes_minutes = false } = recipe;
  if (options.json) {
    printJson({ recipe: name, title, citation, inputs, steps, checks: checks.length, takes_minutes });
    return;
  }
  const data = inputs.map(({ dataset, quantity }) => (quantity ? `${dataset} (${quantity})` : dataset)).join(", ");
  const work = steps.map(({ operation }) => operation).join(", ") || "no operation";
  print(`${name}: ${title}`);
  print(`  ${data}; ${work}; ${checks.length} checks${takes_minutes ? "; takes minutes" : ""}`);
}

function tell({ name, recipe }: NamedRecipe, { checks, failed }: RecipeRun, session: Session): void {
  const { options, print, printJson } = session;
  if (!options.json) print(`${name}: ${recipe.title}`);
  for (const result of checks) {
    if (options.json) printJson(jsonOf(name, result));
    else print(`  ${lineOf(result)}`);
  }
  for (const { step, partition, message } of failed) {
    if (options.json) printJson({ recipe: name, step, partition, failed: message });
    else print(`  FAILED ${step} on ${partition}: ${message}`);
  }
  const passed = checks.filter(({ pass }) => pass).length;
  if (!options.json) print(`  ${passed} of ${checks.length} checks pass`);
}

function lineOf({ check, found, pass, problem }: CheckResult): string {
  const tolerance = check.tolerance === undefined ? "" : ` ± ${check.tolerance}`;
  const verdict = pass ? "pass  " : "DIFFER";
  return `${verdict} ${checkTitle(check)}: expected ${show(check.equals)}${tolerance}, found ${problem ?? show(found)}`;
}

function show(value: unknown): string {
  return typeof value === "number" ? String(Number(value.toPrecision(8))) : JSON.stringify(value);
}

function jsonOf(recipe: string, { check, found, pass, problem }: CheckResult) {
  const { table, where, column, measure, equals: expected, tolerance = 0, source } = check;
  const what = { title: checkTitle(check), table, where, column, measure };
  return { recipe, ...what, expected, found, tolerance, pass, ...(problem ? { problem } : {}), source };
}
