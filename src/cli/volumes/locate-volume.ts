import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { FileSet } from "../../bytes/file-set.js";
import { volumePlace } from "../../datasets/volumes/volume-place.js";
import { MissingFileError } from "../../errors.js";
import { folderFiles } from "../../node/folder-files.js";
import type { Session } from "../command.js";
import { sessionStore } from "../session-store.js";
import { openRemoteFile } from "./remote-file.js";

/** A file or folder that a command line names, among the files that lie beside it. */
export interface LocatedVolume {
  /** As the command line has it, without what is inside. */
  readonly given: string;
  readonly files: FileSet;
  readonly path: string;
  /** What stands behind `:/`: an array, or in an archive a store and an array. */
  readonly inside: string | undefined;
  /** What was asked of a server; undefined for a file of this machine. */
  readonly requested?: () => string;
}

/** Where files are looked for. */
export interface LocateOptions {
  /** A dataset whose files are named as `info` lists them; they are fetched where they are not here. */
  readonly dataset: string | undefined;
  readonly session: Session;
}

/**
 * Finds what `file`, `file:/array`, `archive.zip:/store.zarr/array` or the same behind an address names.
 *
 * @throws MissingFileError where nothing is there; what the data store and servers throw
 */
export async function locateVolume(given: string, { dataset, session }: LocateOptions): Promise<LocatedVolume> {
  const scheme = /^https?:\/\//i.exec(given)?.[0] ?? "";
  const { path: rest, array: inside } = volumePlace(given.slice(scheme.length));
  if (scheme !== "") {
    const { options, signal } = session;
    const remote = await openRemoteFile(scheme + rest, { offline: options.offline, signal });
    return { given: scheme + rest, inside, ...remote };
  }
  if (dataset !== undefined) {
    const { manifestNamed } = await import("../../node/manifest-named.js");
    const manifest = await manifestNamed(dataset);
    const path = rest.replace(/\/+$/, "");
    const files = await (await sessionStore(session, [dataset])).ensure(manifest, { subset: "full", only: path });
    return { given: path, files, path, inside };
  }
  // the whole name first: it may hold a colon
  const whole = await realPathOf(given);
  const real = whole ?? (await realPathOf(rest));
  if (real === undefined) {
    const next = "name a file, a folder with a Zarr store, an address, or with --dataset a file of a dataset";
    throw new MissingFileError({ file: rest, searched: [process.cwd()], next });
  }
  const place = whole === undefined ? { given: rest, inside } : { given, inside: undefined };
  return { ...place, files: folderFiles(dirname(real)), path: basename(real) };
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}
