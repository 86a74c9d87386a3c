import { dirname, resolve } from "node:path";
import { type FileSet, openRequired } from "../bytes/file-set.js";
import type { Dataset } from "../datasets/dataset.js";
import { compileOwnManifest, type OwnFile, ownFilePaths, ownPath } from "../datasets/own/compile-own-manifest.js";
import { readOwn } from "../datasets/own/read-own.js";
import { isNeuroloomError, MissingFileError, SchemaError } from "../errors.js";
import { folderFiles } from "./folder-files.js";
import { hashFile } from "./hash-file.js";
import { findManifest, loadManifests } from "./manifests.js";
import { readOwnManifest } from "./own-manifests.js";
import { placedFiles } from "./placed-files.js";

/** A dataset that a small manifest on disk describes, and its files. */
export interface OwnDataset extends Dataset {
  /** The folder of the manifest, in which all of its files lie. */
  readonly folder: string;
  /** Its files, named as in the full manifest. */
  readonly files: FileSet;
}

/**
 * The dataset that a small manifest describes. Its files are looked for below the manifest's folder and nowhere else,
 * and hashed.
 *
 * @throws MissingFileError for a file that is not there, or that a link leads out of the folder; SchemaError for a
 *   manifest with problems, and for an id that a dataset of this package has
 */
export async function loadOwnDataset(path: string): Promise<OwnDataset> {
  const own = await readOwnManifest(path);
  await refuseKnownId(own.id, path);
  const folder = dirname(resolve(path));
  const inFolder = folderFiles(folder);
  const found: OwnFile[] = [];
  const places = new Map<string, string>();
  for (const name of ownFilePaths(own)) {
    const source = await openRequired(inFolder, name).catch((cause) => {
      if (!isNeuroloomError(cause, "missing-file")) throw cause;
      const next = "files lie below the folder of the manifest; no link leads out of it";
      throw new MissingFileError({ file: name, searched: [folder], next, cause });
    });
    const place = source.path!;
    places.set(ownPath(own.id, name), place);
    found.push({ path: name, bytes: source.size, sha256: await hashFile(place) });
  }
  const manifest = compileOwnManifest(own, found);
  return {
    manifest,
    folder,
    files: placedFiles(places),
    read: (files, options = {}) => readOwn(manifest, files, options),
  };
}

async function refuseKnownId(id: string, file: string): Promise<void> {
  const known = await loadManifests();
  try {
    findManifest(known, id);
  } catch (error) {
    if (isNeuroloomError(error, "unknown-name")) return;
    throw error;
  }
  throw new SchemaError({ file, issues: [`id: "${id}" is a dataset of this package; choose another`] });
}
