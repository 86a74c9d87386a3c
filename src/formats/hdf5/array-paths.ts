import type { Hdf5File } from "../hdf5.js";

/** Files of arrays have few groups; what is deeper or beyond is not listed. */
const deepestGroup = 16;
const mostGroups = 1000;

/** The paths of the datasets of a file, group by group; soft and external links are not followed. */
export async function hdf5ArrayPaths(file: Hdf5File): Promise<readonly string[]> {
  const paths: string[] = [];
  const groups: { readonly path: string; readonly depth: number }[] = [{ path: "", depth: 0 }];
  for (const { path, depth } of groups) {
    for (const { name, kind } of await file.list(path === "" ? "/" : path)) {
      const below = `${path}/${name}`;
      if (kind === "dataset") paths.push(below);
      if (kind === "group" && depth < deepestGroup && groups.length < mostGroups) {
        groups.push({ path: below, depth: depth + 1 });
      }
    }
  }
  return paths;
}
