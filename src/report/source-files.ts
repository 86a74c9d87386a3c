import type { Manifest, ManifestFile } from "../manifest/schema.js";
import { selectFiles } from "../manifest/select-files.js";
import type { PartitionEntry } from "../tables/dataset-index.js";
import type { DatasetSummary } from "./dataset-summary.js";

/** A file that the tables were made from. */
export interface SourceFile {
  readonly path: string;
  /** What it holds, as the manifest says. */
  readonly role: string | null;
  readonly bytes: number | null;
  readonly sha256: readonly string[];
}

/**
 * The files that were read: those that recordings and annotations of wiring name, with the SHA-256 that was found, and the others that the
 * manifest lists for what was asked, such as labels, with the SHA-256 that it demands.
 */
export function sourceFiles(
  entry: PartitionEntry,
  manifest: Manifest | null,
  { recordings, connectomes }: Pick<DatasetSummary, "recordings" | "connectomes">,
): readonly SourceFile[] {
  const listed = new Map((manifest?.files ?? []).map((file) => [file.path, file]));
  const sources = [...recordings.map(({ recording }) => recording), ...connectomes];
  const named = new Map(sources.map(({ source_file, source_sha256 }) => [source_file, source_sha256]));
  const own = [...named].map(([path, hash]) => {
    const file = listed.get(path);
    return { path, role: file?.role ?? null, bytes: file?.bytes ?? null, sha256: hash === null ? [] : [hash] };
  });
  const others = manifest ? selected(manifest, entry).filter(({ path }) => !named.has(path)) : [];
  return [...own, ...others.map(({ path, role, bytes, sha256 }) => ({ path, role, bytes, sha256 }))];
}

function selected(manifest: Manifest, { options }: PartitionEntry): readonly ManifestFile[] {
  const { subset, only } = (options ?? {}) as { readonly subset?: unknown; readonly only?: unknown };
  try {
    return selectFiles(manifest, {
      subset: subset === "sample" ? "sample" : "full",
      ...(typeof only === "string" ? { only } : {}),
    });
  } catch {
    // a folder may say more than its manifest knows
    return [];
  }
}
