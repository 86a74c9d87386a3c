import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArgumentError } from "../errors.js";
import type { Recipe, RecipeInput } from "../operations/recipe.js";
import { publishedAnalysisId } from "../published/analysis-id.js";
import type { CheckResult } from "../tables/check.js";
import { evaluateChecks } from "../tables/evaluate-checks.js";
import type { DataStoreOptions } from "./data-store.js";
import { manifestNamed } from "./manifest-named.js";
import { openFolders } from "./open-folders.js";
import { openTables } from "./open-tables.js";
import { prepareInput } from "./prepare-input.js";
import { type FailedPartition, type RunOperationOptions, runOperation } from "./run-operation.js";

/** Where a recipe takes its data from and how its operations run. */
export interface RunRecipeOptions extends Pick<RunOperationOptions, "executor" | "linalg" | "seed"> {
  /** A folder with the inputs as tables. Default: they are prepared from the data files, fetched where needed. */
  readonly from?: string | undefined;
  /** Folder to keep tables and results in. Default: a temporary one, removed at the end. */
  readonly to?: string | undefined;
  /** Where data files come from; its `jobs`, `signal` and `onProgress` also serve the operations. */
  readonly store?: DataStoreOptions | undefined;
}

/** What came of a recipe. */
export interface RecipeRun {
  /** In the order of the recipe. */
  readonly checks: readonly CheckResult[];
  /** Parts of the steps that gave no result. */
  readonly failed: readonly (FailedPartition & { readonly step: string })[];
  /** True when every check passes and nothing failed. */
  readonly pass: boolean;
}

/**
 * Runs a recipe: has its inputs as tables, runs its steps one after the other, and compares. Each step sees the inputs
 * and the results of the steps before it; whatever else the folders hold is not read.
 *
 * @throws what fetching, preparing and running throw; in particular OfflineError or DownloadError when data cannot be had.
 */
export async function runRecipe(recipe: Recipe, options: RunRecipeOptions = {}): Promise<RecipeRun> {
  const { store = {}, executor, linalg, seed, from, to } = options;
  const { signal, onProgress, jobs } = store;
  const temporary = to === undefined ? await mkdtemp(join(tmpdir(), "neuroloom-recipe-")) : undefined;
  try {
    const work = to ?? temporary!;
    const inputs = await namedInputs(recipe);
    const only = inputs.map(partitionOf);
    if (from === undefined) for (const input of recipe.inputs) await prepareInput(input, work, store);
    else await checkHolds(from, inputs);
    // without `from`, inputs and results share the folder
    const folders = (hasResults: boolean) => (from === undefined ? [work] : hasResults ? [from, work] : [from]);
    const failed: (FailedPartition & { step: string })[] = [];
    let hasResults = false;
    for (const { operation, params, id } of recipe.steps) {
      const how = { executor, linalg, seed, jobs, signal, onProgress };
      const where = { from: folders(hasResults), to: work, only, analysisId: id };
      const run = await runOperation({ ...how, ...where, operation, params });
      only.push(id);
      hasResults ||= run.parts.length > 0;
      failed.push(...run.failed.map((partition) => ({ ...partition, step: id })));
    }
    const reader = await openFolders(folders(hasResults), only);
    const checks = await evaluateChecks(reader, recipe.checks, signal ? { signal } : {});
    return { checks, failed, pass: failed.length === 0 && checks.every(({ pass }) => pass) };
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
}

/** The inputs, which a recipe may name by aliases or by paths of small manifests, with the ids of their datasets. */
async function namedInputs(recipe: Recipe): Promise<readonly RecipeInput[]> {
  const named = async (input: RecipeInput) => ({ ...input, dataset: (await manifestNamed(input.dataset)).id });
  return Promise.all(recipe.inputs.map(named));
}

/** The dataset or analysis that an input stands in. */
function partitionOf({ dataset, mode }: RecipeInput): string {
  return mode === "published" ? publishedAnalysisId(dataset) : dataset;
}

async function checkHolds(folder: string, inputs: readonly RecipeInput[]): Promise<void> {
  const { partitions } = await openTables(folder);
  const lacking = inputs.filter((input) => !partitions.includes(partitionOf(input)));
  if (lacking.length === 0) return;
  const words = lacking.map(({ dataset, mode }) => (mode === "published" ? `${dataset} --mode published` : dataset));
  throw new ArgumentError({
    argument: folder,
    expected: `tables of ${inputs.map(partitionOf).join(", ")}`,
    found: partitions.join(", ") || "none",
    next: `prepare ${words.join(", ")} into it, or leave the folder out to have them prepared`,
  });
}
