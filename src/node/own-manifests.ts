import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { OwnManifest } from "../datasets/own/own-manifest.js";
import { parseOwnManifest } from "../datasets/own/parse-own-manifest.js";
import { ArgumentError, MissingFileError, SchemaError } from "../errors.js";
import { parseJson } from "../formats/json.js";
import { parseYaml } from "../operations/parse-yaml.js";
import { isOwnManifestPath } from "./is-own-manifest-path.js";

/** A manifest of some ten thousand recordings, in JSON; larger texts are none that anybody wrote. */
const mostBytes = 4_000_000;

/**
 * Reads a small manifest, YAML or JSON.
 *
 * @throws MissingFileError, or SchemaError with every problem
 */
export async function readOwnManifest(path: string): Promise<OwnManifest> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    const next = "neuroloom init FILE… --out my-lab.yaml writes one about files of yours";
    throw new MissingFileError({ file: path, searched: [process.cwd()], next });
  }
  if (found.size > mostBytes) throw new SchemaError({ file: path, issues: [`is larger than ${mostBytes} bytes`] });
  const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  // the parser of YAML takes long over long texts
  return parseOwnManifest(/\.json$/i.test(path) ? parseJson(path, text) : parseYaml(text, path), path);
}

/**
 * The folders of the small manifests among some names of datasets, by the id of the dataset.
 *
 * @throws ArgumentError when two of them describe one id
 */
export async function ownFolders(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  for (const path of new Set(names.filter(isOwnManifestPath))) {
    const { id } = await readOwnManifest(path);
    if (folders.has(id)) {
      const next = "change the id in one of them";
      throw new ArgumentError({ argument: path, expected: "an id of its own", found: `"${id}" a second time`, next });
    }
    folders.set(id, dirname(resolve(path)));
  }
  return folders;
}
