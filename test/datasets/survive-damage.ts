import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import type { ReadDataset } from "../../src/datasets/dataset.js";
import type { Manifest } from "../../src/manifest/schema.js";
import { collectTables } from "../support/collect-tables.js";
import { type DamageOptions, damagedCopies } from "../support/damaged-copies.js";
import { problemsOf } from "../support/problems-of.js";
import { survive } from "../support/survive.js";

/**
 * Reads a dataset from damaged copies of one of its files: tables that hold together, or a tagged error. Gives how many
 * copies were refused.
 */
export function surviveDamage(
  { manifest, read }: { readonly manifest: Manifest; readonly read: ReadDataset },
  files: Readonly<Record<string, Uint8Array>>,
  path: string,
  options: DamageOptions,
): Promise<number> {
  return survive(damagedCopies(files[path]!, options), async (bytes, what) => {
    const tables = await collectTables(read(manifest, memoryFiles({ ...files, [path]: bytes }), { subset: "sample" }));
    expect(await problemsOf(tables), what).to.deep.equal([]);
  });
}
