import { FormatError } from "../../errors.js";
import type { Hdf5File } from "../hdf5.js";
import { textAttribute, textsAttribute } from "./attribute-values.js";

/** A group of the file that says what it is. */
export interface NwbObject {
  /** Absolute, for example /processing/behavior/Position/position. */
  readonly path: string;
  /** Last part of the path. */
  readonly name: string;
  /** For example TimeSeries, RoiResponseSeries, TimeIntervals, or a type of an extension. */
  readonly neurodataType: string;
  /** Where the type is defined: core, hdmf-common, or an extension; null where the file does not say. */
  readonly namespace: string | null;
  /** Names of the datasets, groups and links in it. */
  readonly members: readonly string[];
  /** The columns of a table in their order; null for what is no table. */
  readonly columns: readonly string[] | null;
}

/** All that a walk over a file found. */
export interface NwbContents {
  readonly objects: readonly NwbObject[];
  /** Paths that stand for objects of other files; they are never followed. */
  readonly externalLinks: readonly string[];
}

/** No file nests its groups deeper; one that contains itself does. */
const deepestGroup = 16;
const mostGroups = 20_000;
/** The schema that the writer put into the file for other tools. */
const cachedSchema = "/specifications";

/**
 * Goes over all groups of a file. Soft links are not followed: what they lead to is found at its own place.
 *
 * @throws FormatError for groups without end
 */
export async function nwbContents(hdf5: Hdf5File, file: string): Promise<NwbContents> {
  const objects: NwbObject[] = [];
  const externalLinks: string[] = [];
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: "/", depth: 0 }];
  for (let visited = 0; waiting.length > 0; visited++) {
    const { path, depth } = waiting.shift()!;
    if (depth > deepestGroup || visited >= mostGroups) {
      const expected = `at most ${mostGroups} groups, nested at most ${deepestGroup} deep`;
      throw new FormatError({ file, place: path, expected, found: "more" });
    }
    const entries = await hdf5.list(path);
    for (const { name, kind } of entries) {
      const below = path === "/" ? `/${name}` : `${path}/${name}`;
      if (kind === "external-link") externalLinks.push(below);
      if (kind === "group" && below !== cachedSchema) waiting.push({ path: below, depth: depth + 1 });
    }
    const attributes = await hdf5.attributes(path, ["neurodata_type", "namespace", "colnames"]);
    const neurodataType = textAttribute(attributes, "neurodata_type");
    if (neurodataType === null) continue;
    objects.push({
      path,
      name: path.slice(path.lastIndexOf("/") + 1),
      neurodataType,
      namespace: textAttribute(attributes, "namespace"),
      members: entries.map(({ name }) => name),
      columns: textsAttribute(attributes, "colnames"),
    });
  }
  return { objects, externalLinks };
}
