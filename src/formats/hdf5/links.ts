import { FormatError } from "../../errors.js";
import type { LibraryModule } from "./library-module.js";
import type { Hdf5Session } from "./session.js";

/** What a name in a group stands for. */
export type Hdf5Kind = "group" | "dataset" | "datatype" | "soft-link" | "external-link" | "unknown";

/** A name in a group. */
export interface Hdf5Entry {
  readonly name: string;
  readonly kind: Hdf5Kind;
}

/** Soft links that one path may go through; only a circle has more. */
const mostSoftLinks = 16;

type Link = { readonly kind: Hdf5Kind; readonly target?: string };

/** Looks at names and follows soft links inside the file; links to other files are named, never followed. */
export interface Hdf5Links {
  /** The names of the group at `path` (no links in it), in stored order. */
  names(path: string): Promise<ReadonlySet<string>>;
  /** What the name at the end of `path` stands for (no links before it). */
  kind(path: string): Promise<Hdf5Kind>;
  /** The path without soft links and its kind, or undefined when there is no such object. @throws FormatError */
  resolve(path: string): Promise<{ readonly path: string; readonly kind: Hdf5Kind } | undefined>;
}

/** Makes the {@link Hdf5Links} of an open file; what was looked at once is remembered. */
export function hdf5Links(session: Hdf5Session): Hdf5Links {
  const groups = new Map<string, Promise<ReadonlySet<string>>>();
  const seen = new Map<string, Promise<Link>>();

  const names = (path: string): Promise<ReadonlySet<string>> =>
    remember(
      groups,
      path,
      async () => new Set(await session.run(path, (module, id) => module.get_names(id, path, false))),
    );

  const link = (path: string): Promise<Link> =>
    remember(seen, path, () => session.run(path, (module, id) => readLink(module, id, path)));

  async function resolve(path: string): Promise<{ path: string; kind: Hdf5Kind } | undefined> {
    let rest = components(path);
    let here = "";
    let kind: Hdf5Kind = "group";
    let followed = 0;
    while (rest.length > 0) {
      const [name, ...after] = rest as [string, ...string[]];
      if (kind !== "group" || !(await names(here === "" ? "/" : here)).has(name)) return undefined;
      const found = await link(`${here}/${name}`);
      if (found.kind === "external-link") throw refused(session, `${here}/${name}`, `a link to ${found.target}`);
      if (found.kind !== "soft-link") {
        here = `${here}/${name}`;
        kind = found.kind;
        rest = after;
        continue;
      }
      const target = found.target ?? "";
      if (++followed > mostSoftLinks) throw refused(session, path, "soft links that lead in a circle");
      rest = [...components(target), ...after];
      if (target.startsWith("/")) {
        here = "";
        kind = "group";
      }
    }
    return { path: here === "" ? "/" : here, kind };
  }

  return { names, kind: async (path) => (await link(path)).kind, resolve };
}

function readLink(module: LibraryModule, id: bigint, path: string): Link {
  const target = module.get_symbolic_link(id, path);
  if (target !== null) return { kind: "soft-link", target };
  const external = module.get_external_link(id, path);
  if (external.filename !== undefined) {
    return { kind: "external-link", target: `"${external.obj_path}" in the file "${external.filename}"` };
  }
  const kinds = new Map<number, Hdf5Kind>([
    [module.H5G_GROUP, "group"],
    [module.H5G_DATASET, "dataset"],
    [module.H5G_TYPE, "datatype"],
  ]);
  return { kind: kinds.get(module.get_type(id, path)) ?? "unknown" };
}

/** HDF5 takes "." for the group itself and repeated slashes for one; ".." has no meaning in it. */
function components(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

function refused(session: Hdf5Session, place: string, found: string): FormatError {
  const next = "other files are never opened on behalf of a file";
  return new FormatError({ file: session.source.name, place, expected: "an object of this file", found, next });
}

function remember<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}
