import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { SchemaError, UnknownNameError } from "../errors.js";
import { parseManifest } from "../manifest/parse-manifest.js";
import type { Manifest } from "../manifest/schema.js";
import { packageRoot } from "./package-root.js";

/**
 * Every manifest of a folder by id, sorted by id. Each file `<id>.json` is one manifest; lists that it names lie beside it.
 *
 * @param folder default: `NEUROLOOM_MANIFESTS`, or the package's `data-manifests`
 * @throws SchemaError when a manifest breaks its schema, is not named after its id, or shares a name with another
 */
export async function loadManifests(
  folder: string = process.env.NEUROLOOM_MANIFESTS || join(packageRoot(), "data-manifests"),
): Promise<ReadonlyMap<string, Manifest>> {
  const ending = ".json";
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending));
  // by id: with the ending, "a-b.json" would stand before "a.json"
  const ids = files.map((name) => name.slice(0, -ending.length)).sort();
  const listBeside = (name: string) => {
    const list = join(folder, name);
    return existsSync(list) ? readFileSync(list, "utf8") : undefined;
  };
  const manifests = new Map<string, Manifest>();
  const owners = new Map<string, string>();
  for (const id of ids) {
    const file = `${id}${ending}`;
    const manifest = parseManifest(await readFile(join(folder, file), "utf8"), file, listBeside);
    if (manifest.id !== id) {
      throw new SchemaError({ file, issues: [`id: "${manifest.id}" differs from the file's name`] });
    }
    for (const name of [manifest.id, ...manifest.aliases]) {
      const owner = owners.get(name.toLowerCase());
      if (owner) throw new SchemaError({ file, issues: [`aliases: "${name}" is a name of ${owner} already`] });
      owners.set(name.toLowerCase(), manifest.id);
    }
    manifests.set(manifest.id, manifest);
  }
  return manifests;
}

/**
 * The manifest with this id or alias; upper and lower case are the same.
 *
 * @throws UnknownNameError that names the nearest ids
 */
export async function loadManifest(name: string, folder?: string): Promise<Manifest> {
  return findManifest(await loadManifests(folder), name);
}

/** The manifest with this id or alias among loaded ones; throws as {@link loadManifest}. */
export function findManifest(manifests: ReadonlyMap<string, Manifest>, name: string): Manifest {
  const wanted = name.toLowerCase();
  const names = (manifest: Manifest) => [manifest.id, ...manifest.aliases];
  for (const manifest of manifests.values()) {
    if (names(manifest).some((known) => known.toLowerCase() === wanted)) return manifest;
  }
  const known = [...manifests.values()].flatMap(names);
  throw new UnknownNameError({ kind: "dataset", name, known, next: "neuroloom list shows all" });
}
