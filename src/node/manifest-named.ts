import type { Manifest } from "../manifest/schema.js";
import { isOwnManifestPath } from "./is-own-manifest-path.js";
import { loadManifest } from "./manifests.js";

/** The manifest of a dataset, by id or alias, or by the path of a small manifest. */
export async function manifestNamed(name: string): Promise<Manifest> {
  if (!isOwnManifestPath(name)) return loadManifest(name);
  // the readers of all formats are loaded for files of one's own only
  const { loadOwnDataset } = await import("./own-dataset.js");
  return (await loadOwnDataset(name)).manifest;
}
