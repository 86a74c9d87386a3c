import { FormatError } from "../../errors.js";
import type { Hdf5Links } from "./links.js";
import type { Hdf5Session } from "./session.js";
import type { Hdf5Reference } from "./values.js";

/** Objects looked at in one call. */
const namesPerCall = 256;

/**
 * Makes the function that tells where references point to. Asking the library searches the whole file, so the first
 * answer indexes the group that it lies in: the cells of a MAT file are all in one.
 */
export function referenceResolver(
  session: Hdf5Session,
  links: Hdf5Links,
): (reference: Hdf5Reference) => Promise<string> {
  const paths = new Map<string, string>();
  const indexed = new Set<string>();

  async function indexGroup(group: string): Promise<void> {
    if (indexed.has(group)) return;
    indexed.add(group);
    const names = [...(await links.names(group === "" ? "/" : group))];
    for (let start = 0; start < names.length; start += namesPerCall) {
      const some: string[] = [];
      for (const name of names.slice(start, start + namesPerCall)) {
        const kind = await links.kind(`${group}/${name}`);
        if (kind === "dataset" || kind === "group") some.push(`${group}/${name}`);
      }
      const keys = await session.run(group, (module, id) =>
        some.map((path) => key(module.create_object_reference(id, path))),
      );
      keys.forEach((bytes, i) => {
        if (!paths.has(bytes)) paths.set(bytes, some[i]!);
      });
    }
  }

  return async ({ bytes, kind }) => {
    const place = `a reference to ${kind === "object" ? "an object" : "a region"}`;
    const known = bytes && kind === "object" ? paths.get(key(bytes)) : undefined;
    if (known !== undefined) return known;
    const path =
      bytes && (await session.run(place, (module, id) => module.get_referenced_name(id, bytes, kind === "object")));
    if (!path) {
      const file = session.source.name;
      throw new FormatError({ file, place, expected: "an object with a path", found: "none" });
    }
    await indexGroup(path.slice(0, path.lastIndexOf("/")));
    return path;
  };
}

function key(bytes: Uint8Array): string {
  return bytes.join(",");
}
