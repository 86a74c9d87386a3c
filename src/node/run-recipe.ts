import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArgumentError } from "../errors.js";
import type { Recipe } from "../operations/recipe.js";
import type { CheckResult } from "../tables/check.js";
import { evaluateChecks } from "../tables/evaluate-checks.js";
import type { DataStoreOptions } from "./data-store.js";
import { findManifest, loadManifests } from "./manifests.js";
import { openFolders } from "./open-folders.js";
import { openTables } from "./open-tables.js";
import { prepareInput } from "./prepare-input.js";
import { type FailedPartition, type RunOperationOptions, runOperation } from "./run-operation.js";

/** Where a recipe takes its data from and how its operations run. */
export interface RunRecipeOptions extends Pick<RunOperationOptions, "executor" | "seed"> {
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
 * and the results of the steps before it.
 *
 * @throws what fetching, preparing and running throw; in particular OfflineError or DownloadError when data cannot be had.
 */
export async function runRecipe(recipe: Recipe, options: RunRecipeOptions = {}): Promise<RecipeRun> {
  const { store = {}, executor, seed, from, to } = options;
  const { signal, onProgress, jobs } = store;
  const temporary = to === undefined ? await mkdtemp(join(tmpdir(), "neuroloom-recipe-")) : undefined;
  try {
    const work = to ?? temporary!;
    const datasets = await datasetIds(recipe);
    if (from === undefined) for (const input of recipe.inputs) await prepareInput(input, work, store);
    else await checkHolds(from, datasets);
    // without `from`, inputs and results share the folder
    const folders = (hasResults: boolean) => (from === undefined ? [work] : hasResults ? [from, work] : [from]);
    const failed: (FailedPartition & { step: string })[] = [];
    let hasResults = false;
    for (const { operation, params, id } of recipe.steps) {
      const how = { executor, seed, jobs, signal, onProgress };
      const run = await runOperation({
        ...how,
        operation,
        params,
        from: folders(hasResults),
        to: work,
        analysisId: id,
        datasets,
      });
      hasResults ||= run.parts.length > 0;
      failed.push(...run.failed.map((partition) => ({ ...partition, step: id })));
    }
    const reader = await openFolders(folders(hasResults));
    const checks = await evaluateChecks(reader, recipe.checks, signal ? { signal } : {});
    return { checks, failed, pass: failed.length === 0 && checks.every(({ pass }) => pass) };
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
}

/** The ids of the inputs, which a recipe may give as aliases. */
async function datasetIds(recipe: Recipe): Promise<readonly string[]> {
  const manifests = await loadManifests();
  return recipe.inputs.map(({ dataset }) => findManifest(manifests, dataset).id);
}

async function checkHolds(folder: string, datasets: readonly string[]): Promise<void> {
  const { partitions } = await openTables(folder);
  const lacking = datasets.filter((dataset) => !partitions.includes(dataset));
  if (lacking.length === 0) return;
  throw new ArgumentError({
    argument: folder,
    expected: `tables of ${datasets.join(", ")}`,
    found: partitions.join(", ") || "none",
    next: `prepare ${lacking.join(", ")} into it, or leave the folder out to have them prepared`,
  });
}
