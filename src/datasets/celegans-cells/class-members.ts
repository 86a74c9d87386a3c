import { compareCodePoints } from "../../bytes/compare-code-points.js";
import { resolveCell } from "../../identities/resolve-cell.js";
import type { Manifest } from "../../manifest/schema.js";
import { isRecord, manifestFact } from "../manifest-fact.js";

/** What the members of a class have behind its name. */
const endings = ["", "D", "V", "L", "R", "DL", "DR", "VL", "VR"] as const;

/** Which cells belong to a class, sorted by code point; null where nothing settles it. */
export type MembersOf = (cellClass: string) => readonly string[] | null;

/**
 * The members of classes: those that the manifest's fact `class_members` lists, and else the cells whose name is the
 * class with a side and position, or none, behind it (SMD: SMDDL, SMDDR, SMDVL, SMDVR).
 *
 * @throws SchemaError where the manifest lacks the fact
 */
export function classMembers(manifest: Manifest): MembersOf {
  const expected = "a record of classes and lists of their cells, null where unknown";
  const listed = manifestFact(manifest, "class_members", expected, isMemberRecord);
  return (cellClass) => {
    if (Object.hasOwn(listed, cellClass)) return listed[cellClass] ? sorted(listed[cellClass]) : null;
    const names = endings
      .map((ending) => resolveCell(`${cellClass}${ending}`).name)
      .filter((name): name is string => name?.startsWith(cellClass) === true);
    return names.length > 0 ? sorted(names) : null;
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareCodePoints);
}

function isMemberRecord(value: unknown): value is Readonly<Record<string, readonly string[] | null>> {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (names) => names === null || (Array.isArray(names) && names.every((name) => typeof name === "string")),
    )
  );
}
