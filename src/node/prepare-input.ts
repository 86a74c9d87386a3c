import type { RecipeInput } from "../operations/recipe.js";
import { type DataStoreOptions, openDataStore } from "./data-store.js";
import { loadDataset } from "./datasets.js";
import { ownFolders } from "./own-manifests.js";
import { prepareDataset } from "./prepare.js";
import { preparePublished } from "./prepare-published.js";
import { publishedSelection } from "./published-selection.js";

/**
 * Has an input of a recipe as tables in a folder, fetching its files where they are on no place of this machine.
 *
 * @throws the error of the first recording that cannot be read: a known answer needs all of its data; else what the
 *   data store and `prepareDataset` throw.
 */
export async function prepareInput(input: RecipeInput, out: string, store: DataStoreOptions): Promise<void> {
  const { dataset: id, subset, only, quantity, mode } = input;
  const { signal, onProgress } = store;
  const dataset = await loadDataset(id);
  const selection = { subset, only };
  const isPublishedWiring = mode === "published" && dataset.readPublishedEdges !== undefined;
  const files = await (await openDataStore({ ...store, ownFolders: await ownFolders([id]) })).ensure(
    dataset.manifest,
    isPublishedWiring ? publishedSelection(dataset.manifest, selection) : selection,
  );
  const asked = {
    files,
    out,
    subset,
    ...(only === undefined ? {} : { only }),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
  const { failures } =
    mode === "published"
      ? await preparePublished(dataset, asked)
      : await prepareDataset(dataset, { ...asked, ...(quantity === undefined ? {} : { quantity }) });
  if (failures.length > 0) throw failures[0]!.error;
}
