import { expect } from "chai";
import type { FileSet } from "../../../src/bytes/file-set.js";
import { httpSource } from "../../../src/bytes/http-source.js";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { findSamples } from "../../../src/datasets/fisbe/find-samples.js";
import { read } from "../../../src/datasets/fisbe/read.js";
import { openVolumeArray } from "../../../src/datasets/volumes/open-volume-array.js";
import { applicableChecks } from "../../../src/manifest/applicable-checks.js";
import { matchesFilePattern } from "../../../src/manifest/matches-file-pattern.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateChecks } from "../../../src/tables/evaluate-checks.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { makeZip } from "../../support/make-zip.js";
import { problemsOf } from "../../support/problems-of.js";
import { startRangeServer } from "../../support/range-server.js";
import { readReal } from "../expect-real-dataset.js";
import { madeZarr } from "../volumes/made-zarr.js";

describe("reading FISBe", () => {
  const [a, b, c] = ["L1-20180905_65_A6", "L_2-20160318_24_A2", "L3-20170101_1_B1"] as const;
  const list = `(1) samples for FlyLight completely:\n\ntrain:\n\ntest:\n${a}\n\n(2) samples for FlyLight partly:\nval:\n${b}\n`;
  const store = (root: string) =>
    madeZarr(root, {
      "volumes/gt_instances": {
        ...{ shape: [2, 1, 2, 3], values: [1, 1, 0, 0, 0, 0, 0, 2, 2, 0, 2, 0] },
        attributes: { dim_neurons: [2] },
      },
      "volumes/raw": { shape: [3, 1, 2, 3], dtype: "<u2", values: Array.from({ length: 18 }, (_, k) => k) },
    });
  const zipped = (files: Readonly<Record<string, Uint8Array>>) =>
    makeZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes })));
  const listed = { "fisbe/sample_list_per_split.txt": new TextEncoder().encode(list) };
  const folder = { ...listed, ...store(`fisbe/v1.0/completely/test/${a}.zarr`) };
  const archive = "fisbe/v1.0/anything_partly_v1.zip";
  const everything = {
    ...folder,
    [archive]: zipped({ ...store(`partly/val/${b}.zarr`), ...store(`partly/val/${a}.zarr`) }),
  };

  async function tablesOf(files: Readonly<Record<string, Uint8Array>>, options: ReadOptions = {}) {
    const tables = await collectTables(read(await loadManifest("fisbe"), memoryFiles(files), options));
    expect(await problemsOf(tables)).deep.equal([]);
    return tables;
  }
  const idsOf = async (files: Readonly<Record<string, Uint8Array>>, options: ReadOptions = {}) =>
    (await tablesOf(files, options)).rows("volumes").map(({ volume_id }) => volume_id);

  it("reads folders and archives as they are published, each sample once", async () => {
    const { rows } = await tablesOf(everything);
    const some = rows("volumes").map(({ volume_id, sample, split, labelling, source_file, array, raw_channels }) => {
      return { volume_id, sample, split, labelling, source_file, array, raw_channels };
    });
    expect(some).deep.equal([
      {
        ...{ volume_id: `${a}:gt`, sample: a, split: "test", labelling: "completely", array: "volumes/gt_instances" },
        ...{ source_file: `fisbe/v1.0/completely/test/${a}.zarr`, raw_channels: 3 },
      },
      {
        ...{
          volume_id: `${b}:gt`,
          sample: b,
          split: "val",
          labelling: "partly",
          source_file: archive,
          raw_channels: 3,
        },
        ...{ array: `partly/val/${b}.zarr/volumes/gt_instances` },
      },
    ]);
    const voxel = 0.44 * 0.44 * 0.44;
    expect(rows("instances").map(({ is_dim, volume_um3 }) => [is_dim, volume_um3])).deep.equal([
      [false, 2 * voxel],
      [true, 3 * voxel],
      [false, 2 * voxel],
      [true, 3 * voxel],
    ]);
    expect(rows("volume_samples").map(({ sample }) => sample)).deep.equal([a, b]);
    expect(rows("findings")).deep.equal([]);
  });

  it("takes samples, files and how samples are labelled by name", async () => {
    expect(await idsOf(everything, { only: a })).deep.equal([`${a}:gt`]);
    expect(await idsOf(everything, { only: "L_2*" })).deep.equal([`${b}:gt`]);
    for (const only of ["partly", archive, "anything*.zip"])
      expect(await idsOf(everything, { only }), only).deep.equal([`${b}:gt`]);
    for (const only of ["completely", "fisbe/v1.0/completely"]) {
      expect(await idsOf(everything, { only }), only).deep.equal([`${a}:gt`]);
    }
    const error = await caught(tablesOf(everything, { only: "L9" }));
    expect(error.message).contain('no sample of fisbe named "L9"').and.contain(a);
  });

  it("reads the list alone as the sample, and samples without the list", async () => {
    const { batches } = await tablesOf(everything, { subset: "sample" });
    expect(batches.map(({ table }) => table)).deep.equal(["volume_samples"]);
    const { rows } = await tablesOf(store(`fisbe/v1.0/partly/val/${c}.zarr`));
    expect(rows("volumes")[0]).include({ split: "val", labelling: "partly" });
    expect(rows("volume_samples")).deep.equal([]);
  });

  it("reports samples that the list has elsewhere or not at all", async () => {
    const { rows } = await tablesOf({
      ...{ ...listed, ...store(`fisbe/v1.0/partly/test/${a}.zarr`), ...store(`fisbe/v1.0/partly/train/${c}.zarr`) },
    });
    expect(rows("findings").map(({ rule, expected, found }) => [rule, expected, found])).deep.equal([
      ["sample-in-another-part", "completely/test", "partly/test"],
      ["unlisted-sample", "a sample of the list", c],
    ]);
    expect(rows("volumes").map(({ labelling, split }) => [labelling, split])).deep.equal([
      ["completely", "test"],
      ["partly", "train"],
    ]);
  });

  it("goes on after a sample without its image and an archive that is none, and says so", async () => {
    const broken = Object.fromEntries(
      Object.entries(store(`fisbe/v1.0/partly/val/${b}.zarr`)).filter(([path]) => !path.includes("/raw/")),
    );
    const failed: string[] = [];
    const onFailure = (item: string, error: Error) => failed.push(`${item}: ${error.message}`);
    const { rows } = await tablesOf({ ...folder, ...broken, [archive]: new Uint8Array(200) }, { onFailure });
    expect(rows("volumes").map(({ sample }) => sample)).deep.equal([a]);
    expect(failed.map((text) => text.split(":")[0])).deep.equal([b, archive]);
    expect(failed[0]).contain("its arrays are volumes/gt_instances");
    expect(rows("findings").map(({ rule, severity }) => [rule, severity])).deep.equal([
      ["unreadable-recording", "loss"],
      ["unreadable-recording", "loss"],
    ]);
    expect((await caught(tablesOf({ ...folder, ...broken }))).message).contain("volumes/raw");
  });

  it("reads one sample of a remote archive by ranges, without the others", async () => {
    const random = Uint8Array.from({ length: 60 * 60 * 60 }, (_, k) => ((k * k) % 251 < 3 ? 1 : 0));
    const large = (root: string) => madeZarr(root, { "volumes/gt_instances": { shape: [60, 60, 60], values: random } });
    const others = Object.assign({}, ...[1, 2, 3, 4].map((k) => large(`completely/train/L${k}-20170101_1_B1.zarr`)));
    const path = "fisbe_v1.0_completely.zip";
    const bytes = zipped({ ...others, ...store(`completely/test/${a}.zarr`) });
    const server = await startRangeServer({ [path]: bytes });
    try {
      const source = await httpSource(`${server.url}/${path}`, { fetch });
      const remote: FileSet = {
        open: async (name) => (name === `far/${path}` ? source : undefined),
        async *list() {
          yield `far/${path}`;
        },
      };
      const { samples } = await findSamples(remote, "far");
      const found = samples.find(({ sample }) => sample === a)!;
      const labels = await openVolumeArray(found.files, found.root);
      const labelsSeen = new Map<number, number>();
      await labels.foreground((label, _, length) => labelsSeen.set(label, (labelsSeen.get(label) ?? 0) + length));
      expect([...labelsSeen]).deep.equal([
        [1, 2],
        [2, 3],
      ]);
      expect(samples.length).equal(5);
      const served = server.requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
      expect(served).lessThan(bytes.length / 2);
    } finally {
      await server.close();
    }
  });

  it("finds the descriptions of a store by the manifest's pattern, and no other hidden file", async () => {
    const { files } = await loadManifest("fisbe");
    const { pattern } = files.find(({ path }) => path === "fisbe/v1.0/completely")!;
    const matches = (name: string) => matchesFilePattern(name, pattern!);
    for (const name of [".zgroup", "volumes/raw/.zarray", "volumes/raw/.zattrs", ".zmetadata", "volumes/raw/0.0.0.0"]) {
      expect(matches(`test/${a}.zarr/${name}`), name).equal(true);
    }
    for (const name of ["._zgroup", ".DS_Store", ".git/0.0", ".zarray/0"]) {
      expect(matches(`test/${a}.zarr/${name}`), name).equal(false);
    }
  });

  it("counts the real list as the paper does", async function () {
    const manifest = await loadManifest("fisbe");
    const samples = manifest.files.filter(({ subset }) => subset === "sample");
    expect(samples.map(({ role }) => role)).deep.equal(["sample list"]);
    const { batches } = await readReal(this, "fisbe", { subset: "sample" }, samples);
    const extent = {
      recordings: [],
      volumes: [],
      benchmarks: ["FISBe 1.0"],
      hasFailures: false,
      asked: { subset: "sample" },
    };
    const checks = applicableChecks(manifest, extent);
    expect(checks.length).equal(9);
    for (const { check, found, pass } of await evaluateChecks(memoryTables(batches), checks)) {
      expect(pass, `${check.title}: found ${found}`).equal(true);
    }
  });
});
