import type { RecipeInput } from "../operations/recipe.js";
import { type DataStoreOptions, openDataStore } from "./data-store.js";
import { loadDataset } from "./datasets.js";
import { prepareDataset } from "./prepare.js";

/**
 * Has an input of a recipe as tables in a folder, fetching its files where they are on no place of this machine.
 *
 * @throws the error of the first recording that cannot be read: a known answer needs all of its data; else what the
 *   data store and `prepareDataset` throw.
 */
export async function prepareInput(input: RecipeInput, out: string, store: DataStoreOptions): Promise<void> {
  const { dataset: id, subset, only, quantity } = input;
  const { signal, onProgress } = store;
  const dataset = await loadDataset(id);
  const files = await (await openDataStore(store)).ensure(dataset.manifest, { subset, only });
  const { failures } = await prepareDataset(dataset, {
    files,
    out,
    subset,
    ...(only === undefined ? {} : { only }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  if (failures.length > 0) throw failures[0]!.error;
}
