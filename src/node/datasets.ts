import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import type { Dataset, ReadDataset, ReadPublished, ReadPublishedEdges } from "../datasets/dataset.js";
import { UnknownNameError } from "../errors.js";
import { isOwnManifestPath } from "./is-own-manifest-path.js";
import { loadManifest } from "./manifests.js";

/** The folder whose sub-folders are datasets: each has a `read` module. */
const readers = new URL("../datasets/", import.meta.url);

/** Ids of the datasets that can be read, sorted. A dataset is a manifest and a folder with its reader. */
export async function listDatasets(): Promise<readonly string[]> {
  const entries = await readdir(readers, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && hasReader(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/**
 * The dataset with this id or alias, or the one that the small manifest at this path describes.
 *
 * @throws UnknownNameError for an unknown name, and for a dataset that has a manifest but no reader yet
 */
export async function loadDataset(name: string): Promise<Dataset> {
  if (isOwnManifestPath(name)) return (await import("./own-dataset.js")).loadOwnDataset(name);
  const manifest = await loadManifest(name);
  if (!hasReader(manifest.id)) {
    const next = "its files can be fetched, not prepared";
    throw new UnknownNameError({ kind: "reader", name: manifest.id, known: await listDatasets(), next });
  }
  const module = (await import(new URL(`${manifest.id}/read.js`, readers).href)) as ReaderModule;
  const { read, readPublished, readPublishedEdges } = module;
  return {
    manifest,
    read: (files, options = {}) => read(manifest, files, options),
    ...(readPublished && { readPublished: (files, options = {}) => readPublished(manifest, files, options) }),
    ...(readPublishedEdges && {
      readPublishedEdges: (files, options = {}) => readPublishedEdges(manifest, files, options),
    }),
  };
}

interface ReaderModule {
  readonly read: ReadDataset;
  readonly readPublished?: ReadPublished;
  readonly readPublishedEdges?: ReadPublishedEdges;
}

/** Compiled, or as source under a loader that compiles on the way. */
function hasReader(id: string): boolean {
  return ["js", "ts"].some((ending) => existsSync(new URL(`${id}/read.${ending}`, readers)));
}
