import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { ReadOptions } from "../../src/datasets/dataset.js";
import { manifestProblems } from "../../src/manifest/manifest-problems.js";
import { loadDataset } from "../../src/node/datasets.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { loadManifest } from "../../src/node/manifests.js";
import { evaluateCheck } from "../../src/tables/evaluate-check.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { type CollectedTables, collectTables } from "../support/collect-tables.js";
import { problemsOf } from "../support/problems-of.js";
import { mirror, realData } from "../support/real-data.js";

/** The tables of a dataset's real files; the running test is skipped where they (or those `needed`) are not placed. */
export async function readReal(
  test: Mocha.Context,
  id: string,
  options: ReadOptions = {},
  needed?: readonly { readonly path: string }[],
): Promise<CollectedTables> {
  const dataset = await loadDataset(id);
  for (const { path } of needed ?? dataset.manifest.files) realData(test, path);
  return collectTables(dataset.read(folderFiles(mirror!), options));
}

/** Reads the real files: every expected fact is found, the tables hold together, and only the tables named are there. */
export async function expectManifestMet(test: Mocha.Context, id: string): Promise<void> {
  const tables = await readReal(test, id);
  const manifest = await loadManifest(id);
  const reader = memoryTables(tables.batches);
  for (const check of manifest.expected) {
    const { found, pass } = await evaluateCheck(reader, check);
    expect(pass, `${check.title}: found ${found}`).to.equal(true);
  }
  expect(await problemsOf(tables)).to.deep.equal([]);
  expect(manifest.tables).to.include.members(tables.batches.map(({ table }) => table));
}

/** The manifest contradicts itself nowhere, and its files are there as it states them, at addresses of a fixed commit. */
export async function expectManifestSound(test: Mocha.Context, id: string): Promise<void> {
  const manifest = await loadManifest(id);
  expect(manifestProblems(manifest)).to.deep.equal([]);
  for (const { path, bytes, sha256, urls } of manifest.files) {
    const content = readFileSync(realData(test, path));
    expect(content.length, path).to.equal(bytes);
    expect(sha256, path).to.deep.equal([createHash("sha256").update(content).digest("hex")]);
    expect(urls[0], path).to.match(/^https:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/[0-9a-f]{40}\//);
  }
}
