import { UnknownNameError } from "../errors.js";
import { holdsUnnamed } from "./holds-unnamed.js";
import { matchesPattern } from "./matches-pattern.js";
import type { Manifest, ManifestFile } from "./schema.js";

/** Which files of a manifest are wanted. */
export interface FileSelection {
  /** `sample`: only the few small files marked so. Default: `full`, everything. */
  readonly subset?: "sample" | "full" | undefined;
  /**
   * Only files whose path, file name, subject or session matches this pattern, or the id of a wiring diagram or a node
   * table that they hold; `*` stands for any run of characters.
   * Files that belong to no subject and no session, such as labels, come along when a chosen file belongs to one; files
   * that hold several recordings, or are not known by name, come along unless the pattern is the path or name of one.
   */
  readonly only?: string | undefined;
}

/**
 * The entries of a manifest that a selection names, in the manifest's order.
 *
 * @throws UnknownNameError when `only` matches no file of the subset
 */
export function selectFiles(manifest: Manifest, selection: FileSelection = {}): readonly ManifestFile[] {
  const files = manifest.files.filter(({ subset }) => selection.subset !== "sample" || subset === "sample");
  if (selection.only === undefined) return files;
  const pattern = selection.only;
  const exact = files.find(({ path }) => path === pattern || path.endsWith(`/${pattern}`));
  const isChosen = (file: ManifestFile) =>
    (!exact && holdsUnnamed(file)) || namesOf(manifest, file).some((name) => matchesPattern(name, pattern));
  const chosen = files.filter(isChosen);
  if (chosen.length === 0) {
    const known = files.flatMap((file) => namesOf(manifest, file));
    const ids = partsOf(manifest).map(({ id }) => String(id));
    const what = manifest.facts.annotations ? "connectomes" : "node tables";
    const next = ids.length > 0 ? `its ${what} are ${ids.join(", ")}` : `see neuroloom info ${manifest.id}`;
    throw new UnknownNameError({ kind: `file of ${manifest.id}`, name: selection.only, known, next });
  }
  if (!chosen.some(isGrouped)) return chosen;
  return files.filter((file) => chosen.includes(file) || !isGrouped(file));
}

/** The wiring diagrams or the node tables of a dataset, as its manifest lists them. */
function partsOf({ facts }: Pick<Manifest, "facts">): readonly Record<string, unknown>[] {
  const parts: unknown = (facts.annotations ?? facts.node_tables)?.value;
  return Array.isArray(parts) ? parts.filter((one) => typeof one === "object" && one !== null) : [];
}

function namesOf(manifest: Pick<Manifest, "facts">, { path, group }: ManifestFile): readonly string[] {
  const held = partsOf(manifest).filter(({ file, namesFile }) => file === path || namesFile === path);
  const names = [
    path,
    path.slice(path.lastIndexOf("/") + 1),
    group?.subject,
    group?.session,
    ...held.map(({ id }) => id),
  ];
  return names.filter((name) => typeof name === "string");
}

function isGrouped({ group }: ManifestFile): boolean {
  return (group?.subject ?? group?.session ?? null) !== null;
}
