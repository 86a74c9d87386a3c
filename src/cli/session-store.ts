import { ArgumentError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";
import type { FileSelection } from "../manifest/select-files.js";
import type { DataStore, DataStoreOptions } from "../node/data-store.js";
import type { CommandOptions, Session } from "./command.js";
import { textOption } from "./text-option.js";

/** Options of the data store as the common options of a command line give them. */
export function storeOptions({ options, signal, onProgress, confirm }: Session): DataStoreOptions {
  const { mirror, cacheDir, offline, jobs, acceptLicence } = options;
  return { mirror, cacheDir, offline, jobs, acceptLicence, confirm, onProgress, signal };
}

/**
 * The data store as the common options of a command line describe it.
 *
 * @param names the datasets that the command was given, some of which may be paths of small manifests
 * @param files a folder with the user's own copies
 */
export async function sessionStore(
  session: Session,
  names: readonly string[] = [],
  files?: string,
): Promise<DataStore> {
  const { openDataStore } = await import("../node/data-store.js");
  const { isOwnManifestPath } = await import("../node/is-own-manifest-path.js");
  const own = names.filter(isOwnManifestPath);
  const folders = own.length === 0 ? undefined : await (await import("../node/own-manifests.js")).ownFolders(own);
  return openDataStore({ ...storeOptions(session), files, ownFolders: folders });
}

/**
 * The manifests that a command's variadic argument names, by id, alias or path of a small manifest.
 *
 * @throws UnknownNameError with the nearest ids
 */
export async function manifestsNamed(given: string | readonly string[] | undefined): Promise<readonly Manifest[]> {
  const { manifestNamed } = await import("../node/manifest-named.js");
  return Promise.all([given ?? []].flat().map(manifestNamed));
}

/** Options of commands that choose files of a dataset. */
export const selectionOptions = [
  { flags: "--subset <name>", description: "sample (few and small) or full", default: "full" },
  { flags: "--only <pattern>", description: "only files, subjects or sessions that match; * is any characters" },
] as const;

/**
 * The selection that `--subset` and `--only` ask for.
 *
 * @throws ArgumentError for an unknown subset
 */
export function selectionOf(options: CommandOptions): FileSelection {
  const { subset } = options;
  if (subset !== "sample" && subset !== "full") {
    throw new ArgumentError({ argument: "--subset", expected: "sample or full", found: String(subset) });
  }
  return { subset, only: textOption(options, "only") };
}
