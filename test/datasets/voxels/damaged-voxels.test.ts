import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import * as haxby25mm from "../../../src/datasets/haxby-25mm/read.js";
import * as haxbySlice from "../../../src/datasets/haxby-slice/read.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";
import * as run from "../haxby-25mm/made-run.js";
import * as slice from "../haxby-slice/made-slice.js";

const encode = (text: string) => new TextEncoder().encode(text);
const readers = { "haxby-25mm": haxby25mm.read, "haxby-slice": haxbySlice.read };
type Id = keyof typeof readers;
type Changes = Readonly<Record<string, Uint8Array>>;
const filesOf: Readonly<Record<Id, (manifest: Manifest, changes: Changes) => Record<string, Uint8Array>>> = {
  "haxby-25mm": run.runFiles,
  "haxby-slice": slice.sliceFiles,
};

/** Role or mask of the file to damage, and what it is without damage. */
const cases: readonly (readonly [Id, string, () => Uint8Array])[] = [
  ["haxby-slice", "recordings", () => slice.seriesFile(5)],
  ["haxby-slice", "labels", () => encode(slice.words)],
  ["haxby-slice", "codes", () => encode(slice.numbers)],
  ["haxby-slice", "motion", () => encode(slice.motion)],
  ["haxby-25mm", "recording", () => run.boldFile({ gzip: false })],
  ["haxby-25mm", "gray", () => run.maskFile([0, 1, 1, 0], { offset: 352 })],
  ["haxby-25mm", "hoc", () => run.maskFile([0, 22, 0, 0], { offset: 352 })],
  ["haxby-25mm", "events", () => encode(run.events)],
];

describe("damaged files of voxels", function () {
  this.timeout(120_000);

  for (const [id, what, make] of cases) {
    it(`of ${id} (${what}) give tables that hold together, or a tagged error`, async () => {
      const manifest = await loadManifest(id);
      const copies = damagedCopies(make(), { seed: 2026, count: 250 });
      const refused = await survive(copies, async (bytes, damage) => {
        const files = memoryFiles(filesOf[id](manifest, { [what]: bytes }));
        const tables = await collectTables(readers[id](manifest, files, { subset: "sample" }));
        expect(await problemsOf(tables), damage).to.deep.equal([]);
      });
      expect(refused).to.be.within(25, 245);
    });
  }
});
