import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { npyBlockedArray } from "../../../src/formats/npy-blocks.js";
import { fileSource } from "../../../src/node/file-source.js";
import { openTables } from "../../../src/node/open-tables.js";
import { rowsOf } from "../../../src/tables/batch.js";
import type { Row, TableName } from "../../../src/tables/tables.js";
import { collectLabelVolume } from "../../../src/volumes/collect-label-volume.js";
import { lee94 } from "../../../src/volumes/metrics/thinning-rule.js";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { writeFiles, zarrLabels } from "../../support/label-files.js";
import { bytesOf, makeNpy } from "../../support/make-npy.js";
import { makeZip } from "../../support/make-zip.js";
import { startRangeServer, startServer } from "../../support/range-server.js";
import { readPng } from "../../support/read-png.js";
import { mirror, realData } from "../../support/real-data.js";
import { runCli } from "../../support/run-cli.js";
import { bars, boxVolume } from "../../support/scored-volumes.js";
import { filesBelow, temporaryFolder } from "../../support/temporary-folder.js";
import { writeHdf5 } from "../../support/write-hdf5.js";

const { first, second, third } = bars;
const three = boxVolume([[first], [second], [third]]);

describe("command volume", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);
  const store = (name: string) => writeFiles(at(name), zarrLabels(three, { attributes: { dim_neurons: [3] } }));

  async function good(...words: readonly string[]) {
    const run = await runCli("volume", ...words);
    expect(run.code, run.err).equal(0);
    return run;
  }
  async function failing(code: number, ...words: readonly string[]) {
    const run = await runCli("volume", ...words);
    expect([run.code, run.out], run.err).deep.equal([code, ""]);
    return run.err;
  }
  async function rows<T extends TableName>(dir: string, table: T): Promise<Row<T>[]> {
    const found: Row<T>[] = [];
    for await (const batch of (await openTables(dir)).read(table)) found.push(...rowsOf({ ...batch, table }));
    return found;
  }

  it("info lists the arrays of stores and files, and as JSON", async () => {
    await store("a.zarr");
    const { out } = await good("info", at("a.zarr"));
    expect(out).match(/volumes\/gt_instances +3×30×30×30 +uint8 +3×30×30×30 +gzip +\d+ +\{"dim_neurons":\[3\]\}/);
    const data = new Float64Array(24);
    await writeFile(
      at("b.h5"),
      await writeHdf5({ "volumes/x": { shape: [2, 3, 4], data }, "volumes/y": { shape: [24], data } }),
    );
    const lines = (await good("info", at("b.h5"), "--json")).out.trim().split("\n");
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ array, shape, dtype }) => [array, shape, dtype])).deep.equal([
      ["volumes/x", [2, 3, 4], "float64"],
      ["volumes/y", [24], "float64"],
    ]);
    await writeFile(at("c.npy"), makeNpy({ descr: "<u2", shape: [2, 3, 4] }, new Uint8Array(48)));
    expect((await good("info", at("c.npy"))).out).match(/ \/ +2×3×4 +uint16/);
  });

  it("tables writes all tables of volumes, and skeletons those of their skeletons", async () => {
    await store("a.zarr");
    const image = Uint16Array.from({ length: 27_000 }, (_, voxel) => voxel % 1000);
    await writeFile(at("raw.npy"), makeNpy({ descr: "<u2", shape: [30, 30, 30] }, bytesOf(image)));
    const words = [at("a.zarr"), "--voxel", "0.5,0.5,0.5", "--raw", at("raw.npy"), "--out", at("out"), "--id", "thin"];
    const { out } = await good("skeletons", ...words);
    expect(out).match(/thin: 1 of 1 volumes; rows: 3 skeletons, 54 skeleton_nodes/);
    const [volume] = await rows(at("out"), "volumes");
    expect(volume).include({ volume_id: "a:labels", sample: "a", role: "labels", labelling: null, raw_channels: 1 });
    expect(volume!.array).equal("volumes/gt_instances");
    const instances = await rows(at("out"), "instances");
    expect(instances.map(({ voxels, volume_um3, is_dim }) => [voxels, volume_um3, is_dim])).deep.equal([
      [180, 22.5, false],
      [180, 22.5, false],
      [180, 22.5, true],
    ]);
    expect((await rows(at("out"), "instance_pairs")).map(({ overlap_voxels }) => overlap_voxels)).deep.equal([27]);
    expect((await rows(at("out"), "instance_intensities")).length).equal(3);
    expect(await runCli("validate", at("out"))).include({ code: 0 });
    await writeFile(at("a.npy"), makeNpy({ descr: "|u1", shape: [1, 1, 2] }, Uint8Array.of(0, 1)));
    expect(await failing(2, "tables", at("a.zarr"), at("a.npy"), "--out", at("o"))).contain("two of a");
    expect(await filesBelow(at("o"))).deep.equal([]);
  });

  it("swc writes a file for each instance, and voxels draws them back, voxel for voxel", async () => {
    await store("a.zarr");
    const { out } = await good("swc", at("a.zarr"), "--voxel", "0.5,0.5,0.5", "--out", at("swc"));
    const names = [0, 1, 2].map((channel) => `a_channel-${channel}_label-${channel + 1}.swc`);
    expect(await filesBelow(at("swc"))).deep.equal(names);
    expect(out.split("\n")[0]).equal(`${at("swc")}/${names[0]}: 18 points, 1 tree, um`);
    expect(await readFile(at(`swc/${names[0]}`), "utf8"))
      .contain("# unit of the coordinates: um")
      .and.contain("# root: ");
    const files = names.map((name) => at(`swc/${name}`));
    expect(await failing(2, "voxels", ...files, "--shape", "30,30,30", "--out", at("b.npy"))).contain("is in um");
    const place = ["--shape", "30,30,30", "--voxel", "0.5,0.5,0.5"];
    await good("voxels", ...files, ...place, "--out", at("b.npy"));
    const array = await npyBlockedArray(await fileSource(at("b.npy")));
    expect([array.shape, array.dtype]).deep.equal([[3, 30, 30, 30], "uint8"]);
    const drawn = await collectLabelVolume(array.shape, (onRun) => array.foreground(onRun));
    const skeletons = three.instances.map(({ channel, label, runs }) => {
      return { channel, label, runs: runsOfVoxels([...lee94.skeleton(runs, three.shape)], three.shape) };
    });
    expect(drawn.instances).deep.equal(skeletons);

    await good("voxels", ...files, ...place, "--radius", "--out", at("tables"), "--sample", "back");
    const [volume] = await rows(at("tables"), "volumes");
    expect(volume).include({ volume_id: "back:labels", n_channels: 3, n_instances: 3 });
    expect(volume!.foreground_voxels).above(3 * 18);
    const instances = await rows(at("tables"), "instances");
    expect(instances.map(({ channel, instance }) => [channel, instance])).deep.equal([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it("swc writes voxels and single trees by choice, and remarks on skeletons that are empty", async () => {
    const values = new Uint8Array(10 * 10 * 20);
    const fill = (label: number, y: number, x: number) => {
      for (let z = 2; z < 6; z++)
        for (let dy = 0; dy < 4; dy++) values.fill(label, (z * 10 + y + dy) * 20 + x, (z * 10 + y + dy) * 20 + x + 4);
    };
    // label 1: a cube of even edge, which thinning lets vanish; label 2: two pieces
    fill(1, 0, 0);
    values.fill(2, 1900, 1905);
    values.fill(2, 1910, 1914);
    await writeFile(at("s.npy"), makeNpy({ descr: "|u1", shape: [10, 10, 20] }, values));
    const words = ["swc", at("s.npy"), "--out", at("swc"), "--forest", "file-per-tree"];
    const { err } = await good(...words);
    expect(err).contain("s: instance 1 of channel 0 has an empty skeleton and no file");
    expect(await filesBelow(at("swc"))).deep.equal([
      "s_channel-0_label-2_tree-1.swc",
      "s_channel-0_label-2_tree-2.swc",
    ]);
    expect(await readFile(at("swc/s_channel-0_label-2_tree-2.swc"), "utf8")).contain("unit of the coordinates: voxel");
    await good(...words, "--params", '{"method":"lee94-keep-even"}');
    expect(await filesBelow(at("swc"))).contain("s_channel-0_label-1_tree-1.swc");
    expect(await failing(2, ...words, "--unit", "um")).contain("--voxel: expected Z,Y,X in micrometres");
    expect(await failing(2, ...words.slice(0, -1), "several")).contain("one-file or file-per-tree");
    expect(await failing(2, ...words, "--voxel", "1,2")).contain("--voxel: expected three numbers above 0");
  });

  it("swc begins the tree of a cell body at its centre, labelled as one", async () => {
    // a ball of radius 10 with a neurite along x
    const values = new Uint8Array(30 * 30 * 90);
    for (let z = 0; z < 30; z++)
      for (let y = 0; y < 30; y++)
        for (let x = 0; x < 90; x++) {
          const isBody = Math.hypot(z - 15, y - 15, x - 15) <= 10;
          const isNeurite = Math.hypot(z - 15, y - 15) <= 1 && x >= 15 && x < 85;
          if (isBody || isNeurite) values[(z * 30 + y) * 90 + x] = 1;
        }
    await writeFile(at("cell.npy"), makeNpy({ descr: "|u1", shape: [30, 30, 90] }, values));
    await good("swc", at("cell.npy"), "--out", at("cell"), "--params", '{"method":"teasar"}');
    const text = await readFile(at("cell/cell_channel-0_label-1.swc"), "utf8");
    const points = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(points[0]).match(/^1 1 15 15 15 \S+ -1$/);
    expect(points.filter((line) => line.split(" ")[1] === "1")).have.length(1);
  });

  it("picture draws labels and images, whole or a slice, and names files that are several", async () => {
    await store("a.zarr");
    const { out } = await good("picture", at("a.zarr"), "--out", at("a.png"));
    expect(out).equal(`${at("a.png")}: 30 × 30 pixels, 3 instances\n`);
    const { width, height } = readPng(await readFile(at("a.png")));
    expect([width, height]).deep.equal([30, 30]);
    const slice = await good("picture", at("a.zarr"), "--axis", "y", "--slice", "6", "--out", at("y.png"), "--json");
    expect(JSON.parse(slice.out)).include({ instances: 2, axis: "y", slice: 6, width: 30, height: 30 });
    const image = Uint16Array.from({ length: 60 }, (_, voxel) => voxel);
    await writeFile(at("i.npy"), makeNpy({ descr: "<u2", shape: [3, 4, 5] }, bytesOf(image)));
    const levels = ["--as", "image", "--percentiles", "0,100", "--gamma", "1"];
    await good("picture", at("i.npy"), "--axis", "x", ...levels, "--out", at("pics"));
    const png = readPng(await readFile(at("pics/i-image-x.png")));
    expect([png.width, png.height]).deep.equal([4, 3]);
    await good("picture", at("a.zarr"), at("i.npy"), "--out", at("pics"));
    expect(await filesBelow(at("pics"))).deep.equal(["a-gt_instances-z.png", "i-image-x.png", "i-labels-z.png"]);
    expect(await failing(2, "picture", at("a.zarr"), "--slice", "30", "--out", at("b.png"))).contain("planes");
    expect(await failing(2, "picture", at("a.zarr"), "--percentiles", "9", "--out", at("b.png"))).contain("LOW,HIGH");
    expect(await failing(2, "picture", at("a.zarr"), "--as", "mesh", "--out", at("b.png"))).contain("labels or image");
  });

  it("reads one sample out of an archive on a server, and says what it asked for", async () => {
    const inside = (prefix: string) =>
      Object.entries(zarrLabels(three)).map(([name, bytes]) => ({ name: `${prefix}/${name}`, bytes }));
    const filler = { name: "partly/test/b.zarr/big", bytes: new Uint8Array(1 << 20).fill(7) };
    const zip = makeZip([...inside("completely/test/a.zarr"), ...inside("partly/test/b.zarr"), filler]);
    const server = await startRangeServer({ "all.zip": zip });
    try {
      const url = `${server.url}/all.zip`;
      const place = `${url}:/completely/test/a.zarr/volumes/gt_instances`;
      const { err } = await good("picture", place, "--out", at("a.png"));
      const asked = server.requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
      expect(asked).below(zip.length / 3);
      expect(err).match(new RegExp(`${url}: ${server.requests.length} requests, .* of 1\\.1 MB`));
      const { out } = await good("info", url);
      expect(out).contain(`${url}:/completely/test/a.zarr`).and.contain(`${url}:/partly/test/b.zarr`);
      expect(await failing(2, "info", `${url}:/completely/test/c.zarr`)).contain("completely/test/a.zarr");
      const moved = await startServer((_, response) => void response.writeHead(302, { location: url }).end());
      try {
        const { out: same } = await good("info", `${moved.url}/latest?download=1:/partly/test/b.zarr`);
        expect(same).contain("volumes/gt_instances");
      } finally {
        await moved.close();
      }
      expect(await failing(4, "info", url, "--offline")).contain("--offline");
      expect(await failing(4, "info", `${server.url}/none.zip`)).contain("404");
    } finally {
      await server.close();
    }
  });

  it("refuses what it cannot do, naming what there is", async () => {
    await store("a.zarr");
    expect(await failing(2, "mesh", at("a.zarr"))).contain("there are info, tables, skeletons, swc, picture, voxels");
    expect(await failing(1, "info", at("b.zarr"))).contain("b.zarr");
    expect(await failing(2, "tables", at("a.zarr"))).contain("--out");
    const error = await failing(2, "tables", at("a.zarr"), "--array", "volumes/raw", "--out", at("out"));
    expect(error).contain("its arrays are volumes/gt_instances");
    expect(await failing(2, "voxels", "a.swc", "--out", at("a.npy"))).contain("--shape");
    expect(await failing(2, "voxels", "a.swc", "--shape", "1,2,2.5", "--out", at("a.npy"))).contain(
      "three whole numbers",
    );
    expect(await failing(1, "voxels", at("no.swc"), "--shape", "1,2,2", "--out", at("a.npy"))).contain("no.swc");
    await writeFile(at("s_channel-0_label-0.swc"), "1 0 1 1 1 1 -1\n");
    const zero = await failing(2, "voxels", at("s_channel-0_label-0.swc"), "--shape", "9,9,9", "--out", at("a.npy"));
    expect(zero).contain("a label from 1");
    const plane = ["--shape", "1,1000000,1000000", "--out", at("a.npy")];
    expect(await failing(2, "voxels", at("s_channel-0_label-0.swc"), ...plane)).contain("2^28 in a plane");
    const before = await filesBelow(folder());
    for (const what of ["tables", "skeletons", "swc", "picture", "voxels"]) {
      await good(what, at("a.zarr"), "--out", at("x"), "--shape", "2,2,2", "--dry-run", "--json");
    }
    expect(await filesBelow(folder())).deep.equal(before);
  });

  it("reads a file of a dataset by its name", async function () {
    realData(this, "fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip");
    const words = ["fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip", "--dataset", "fisbe-evaluator-samples"];
    const { out } = await good("info", ...words, "--mirror", mirror!, "--cache-dir", at("cache"));
    expect(out).match(/volumes\/raw +3×50×50×50 +uint16 +2×25×50×50 +gzip/);
  });
});
