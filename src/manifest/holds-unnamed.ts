import type { ManifestFile } from "./schema.js";

/** True for a file whose recordings only a look into it, or into its folder, tells. */
export function holdsUnnamed({ role, pattern }: Pick<ManifestFile, "role" | "pattern">): boolean {
  return role === "recordings" || pattern !== undefined;
}
