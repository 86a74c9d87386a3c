import { join } from "node:path";
import { openTables } from "../../../src/node/open-tables.js";
import { loadRecipe } from "../../../src/node/recipes.js";
import { type RecipeRun, runRecipe } from "../../../src/node/run-recipe.js";
import { rowsOf } from "../../../src/tables/batch.js";
import type { Scalar, TableReader } from "../../../src/tables/table-reader.js";
import type { Row, TableName } from "../../../src/tables/tables.js";

/** The recipes whose results the page shows. */
export const recipeNames = [
  "kato2015-state-tuning",
  "dag2023-state-tuning",
  "command-correlations",
  "kato2015-cycle",
] as const;

/** What came of each recipe, by its name. */
export type PageResults = ReadonlyMap<
  (typeof recipeNames)[number],
  { readonly tables: TableReader; readonly run: RecipeRun }
>;

/** Runs the recipes on the files of a mirror, each into a folder of its own. */
export async function pageResults(mirror: string, folder: string): Promise<PageResults> {
  const results = new Map<(typeof recipeNames)[number], { tables: TableReader; run: RecipeRun }>();
  for (const name of recipeNames) {
    const to = join(folder, name);
    const { recipe } = await loadRecipe(name);
    const run = await runRecipe(recipe, { to, store: { mirror, offline: true, cacheDir: join(folder, "cache") } });
    results.set(name, { tables: await openTables(to), run });
  }
  return results;
}

/** The rows of a table that a condition keeps. */
export async function rowsWhere<T extends TableName>(
  tables: TableReader,
  table: T,
  where: Readonly<Record<string, Scalar | readonly Scalar[]>>,
): Promise<Row<T>[]> {
  const rows: Row<T>[] = [];
  for await (const batch of tables.read(table, { where })) rows.push(...rowsOf({ ...batch, table }));
  return rows;
}
