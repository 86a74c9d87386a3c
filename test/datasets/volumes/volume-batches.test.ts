import { expect } from "chai";
import type { Finding } from "../../../src/datasets/read-recordings.js";
import { openVolumeArray } from "../../../src/datasets/volumes/open-volume-array.js";
import { volumeBatches } from "../../../src/datasets/volumes/volume-batches.js";
import { collectTables } from "../../support/collect-tables.js";
import { messageOf } from "../../support/message-of.js";
import { problemsOf } from "../../support/problems-of.js";
import { type MadeArray, madeZarrFiles } from "./made-zarr.js";

describe("tables of a volume", () => {
  const [depth, height, width] = [4, 5, 6];
  const space = [depth, height, width];
  const size = depth * height * width;
  const at = (z: number, y: number, x: number) => (z * height + y) * width + x;
  // channel 0 holds 1, channel 1 holds 2 and 5
  const values = new Uint8Array(2 * size);
  for (const [z, y, x] of [
    [0, 0, 0],
    [0, 0, 1],
    [0, 0, 3],
    [1, 2, 3],
    [1, 2, 4],
  ] as const)
    values[at(z, y, x)] = 1;
  for (const [z, y, x] of [
    [1, 2, 4],
    [1, 2, 5],
    [2, 2, 3],
  ] as const)
    values[size + at(z, y, x)] = 2;
  values[size + at(3, 4, 5)] = 5;
  const labels: MadeArray = {
    ...{ shape: [2, ...space], chunks: [1, 2, 3, 4], values },
    attributes: { dim_neurons: [2, 9] },
  };
  const raw: MadeArray = {
    ...{ shape: [3, ...space], chunks: [3, 2, 5, 6], dtype: "<u2" },
    values: Array.from({ length: 3 * size }, (_, place) => (place * 7919) % 4096),
  };

  async function tablesOf(
    arrays: { readonly labels?: Partial<MadeArray>; readonly raw?: Partial<MadeArray> | null } = {},
  ) {
    const files = madeZarrFiles("s.zarr", {
      gt: { ...labels, ...arrays.labels },
      ...(arrays.raw !== null && { raw: { ...raw, ...arrays.raw } }),
    });
    const open = (array: string) => openVolumeArray(files, "s.zarr", { array });
    const about = {
      ...{ volume_id: "s:gt", sample: "s", role: "ground truth", split: "val", labelling: "partly" },
      ...{ source_file: "s.zarr", array: "gt" },
    } as const;
    const findings: Finding[] = [];
    const volume = { about, labels: await open("gt"), raw: arrays.raw === null ? null : await open("raw") };
    const batches = await volumeBatches(
      { ...volume, voxelUm: [0.5, 0.25, 2] },
      { report: (finding) => findings.push(finding) },
    );
    const tables = await collectTables(
      (async function* () {
        yield* batches;
      })(),
    );
    expect(await problemsOf(tables)).deep.equal([]);
    return { ...tables, findings, batches };
  }

  it("says what the volume is", async () => {
    const { rows } = await tablesOf();
    expect(rows("volumes")).length(1);
    expect(rows("volumes")[0]).include({
      ...{ volume_id: "s:gt", n_channels: 2, shape_z: 4, shape_y: 5, shape_x: 6, voxel_z_um: 0.5, voxel_x_um: 2 },
      ...{ n_instances: 3, foreground_voxels: 8, raw_channels: 3, dtype: "uint8", chunks: "1×2×3×4", codec: null },
      ...{ attributes: '{"dim_neurons":[2,9]}' },
    });
  });

  it("has a row per instance and a run per row of voxels, which give the volume back", async () => {
    const { rows } = await tablesOf();
    const some = rows("instances").map(
      ({ channel, instance, voxels, volume_um3, is_dim, overlap_voxels, components_6, components_26 }) => {
        return [channel, instance, voxels, volume_um3, is_dim, overlap_voxels, components_6, components_26];
      },
    );
    expect(some).deep.equal([
      [0, 1, 5, 1.25, false, 1, 3, 3],
      [1, 2, 3, 0.75, true, 1, 2, 1],
      [1, 5, 1, 0.25, false, 0, 1, 1],
    ]);
    const dense = new Uint8Array(2 * size);
    for (const { channel, instance, z, y, x, length } of rows("voxel_runs")) {
      const start = channel * size + at(z, y, x);
      dense.fill(instance, start, start + length);
    }
    expect(dense).deep.equal(values);
    expect(rows("voxel_runs")).length(6);
  });

  it("counts shared voxels and faces between voxels that are one's alone", async () => {
    const { rows } = await tablesOf();
    const [pair, ...others] = rows("instance_pairs");
    expect(others).deep.equal([]);
    expect(pair).include({ channel_a: 0, instance_a: 1, channel_b: 1, instance_b: 2, overlap_voxels: 1 });
    // (1, 2, 3) is the first's alone, (2, 2, 3) the second's: a face across z of 0.25 · 2 square micrometres
    expect(pair).include({ contact_faces: 1, contact_um2: 0.5 });
  });

  it("measures the image at the voxels of an instance, and projects all of it", async () => {
    const { rows } = await tablesOf();
    const intensities = rows("instance_intensities");
    expect(intensities).length(9);
    for (const { channel, instance, raw_channel, mean, min, max, std } of intensities) {
      const held = Array.from(raw.values).filter((_, place) => {
        return Math.floor(place / size) === raw_channel && values[channel * size + (place % size)] === instance;
      });
      const expected = held.reduce((sum, value) => sum + value, 0) / held.length;
      expect([min, max]).deep.equal([Math.min(...held), Math.max(...held)]);
      expect(mean).closeTo(expected, 1e-9);
      expect(std).closeTo(Math.sqrt(held.reduce((sum, value) => sum + (value - expected) ** 2, 0) / held.length), 1e-9);
    }
    const pictures = rows("volume_projections");
    expect(pictures).length(3 * (height + depth + depth));
    const [row] = pictures.filter((one) => one.axis === "y" && one.raw_channel === 2 && one.row === 1);
    const expected = Array.from({ length: width }, (_, x) =>
      Math.max(...Array.from({ length: height }, (_, y) => raw.values[2 * size + at(1, y, x)]!)),
    );
    expect(Array.from(row!.values)).deep.equal(expected);
    expect(row!.max).equal(Math.max(...expected));
  });

  it("has neither without an image, and knows no dim instance where the source lists none", async () => {
    const { rows, findings } = await tablesOf({ raw: null, labels: { attributes: {} } });
    expect(rows("volumes")[0]).include({ raw_channels: null });
    expect(rows("instance_intensities")).deep.equal([]);
    expect(rows("volume_projections")).deep.equal([]);
    expect(rows("instances").map(({ is_dim }) => is_dim)).deep.equal([null, null, null]);
    expect(findings).deep.equal([]);
  });

  it("reports what is listed as dim and is no label", async () => {
    const { findings } = await tablesOf();
    expect(findings.map(({ rule, found }) => [rule, found])).deep.equal([["unknown-dim-label", "[9]"]]);
  });

  it("gives a volume without labels a row of its own", async () => {
    const { rows } = await tablesOf({ labels: { values: new Uint8Array(2 * size) } });
    expect(rows("volumes")[0]).include({ n_instances: 0, foreground_voxels: 0, raw_channels: 3 });
    expect(rows("instances")).deep.equal([]);
    expect(rows("voxel_runs")).deep.equal([]);
  });

  it("reads labels without channels", async () => {
    const { rows } = await tablesOf({ labels: { shape: space, chunks: space, values: values.slice(size) } });
    expect(rows("volumes")[0]).include({ n_channels: 1, n_instances: 2 });
    expect(rows("instances").map(({ channel }) => channel)).deep.equal([0, 0]);
  });

  it("reads a single plane, with an image of it", async () => {
    const plane = [height, width];
    const { rows } = await tablesOf({
      labels: { shape: plane, chunks: [2, 4], values: values.slice(0, height * width), attributes: {} },
      raw: { shape: plane, chunks: plane, values: Array.from({ length: height * width }, (_, place) => 100 - place) },
    });
    expect(rows("volumes")[0]).include({ n_channels: 1, shape_z: 1, shape_y: 5, n_instances: 1, raw_channels: 1 });
    // the voxels (0, 0, 0), (0, 0, 1) and (0, 0, 3)
    expect(rows("instance_intensities")).length(1);
    expect(rows("instance_intensities")[0]).include({ instance: 1, raw_channel: 0, min: 97, max: 100 });
    expect(rows("instance_intensities")[0]!.mean).closeTo(296 / 3, 1e-12);
    const [first] = rows("volume_projections").filter(({ axis }) => axis === "z");
    expect(Array.from(first!.values)).deep.equal([100, 99, 98, 97, 96, 95]);
  });

  it("has no number where the image has none", async () => {
    const floats = Array.from({ length: size }, (_, place) => place + 0.5);
    floats[at(1, 2, 5)] = Number.NaN;
    floats[at(3, 4, 5)] = Number.POSITIVE_INFINITY;
    const { rows } = await tablesOf({ raw: { shape: space, chunks: space, dtype: "<f4", values: floats } });
    const [first, second, third] = rows("instance_intensities");
    expect(first).include({ instance: 1, min: 0.5, max: at(1, 2, 4) + 0.5 });
    expect(second).include({ instance: 2, mean: null, min: null, max: null, std: null });
    expect(third).include({ instance: 5, min: Number.POSITIVE_INFINITY, max: Number.POSITIVE_INFINITY, std: null });
  });

  it("gathers the voxels of many small instances in few batches", async () => {
    const { rows, batches } = await tablesOf({
      labels: { shape: space, chunks: space, values: Array.from({ length: size }, (_, place) => place) },
      raw: null,
    });
    expect(rows("voxel_runs").map(({ instance }) => instance)).deep.equal(
      Array.from({ length: size - 1 }, (_, place) => place + 1),
    );
    expect(batches.filter(({ table }) => table === "voxel_runs")).length(1);
  });

  for (const [what, arrays, words] of [
    [
      "an image of another shape",
      { raw: { shape: [3, 4, 5, 5], chunks: [3, 4, 5, 5] } },
      "expected z, y, x of the labels, 4 × 5 × 6, found 4 × 5 × 5",
    ],
    [
      "an image of five axes",
      { raw: { shape: [2, 3, 4, 5, 6], chunks: [2, 3, 4, 5, 6] } },
      "expected axes (channel,) z, y, x",
    ],
    ["labels of one axis", { labels: { shape: [9], chunks: [9] } }, "expected labels with the axes"],
    [
      "labels below zero",
      { labels: { dtype: "<i4", values: Array.from(values, (value) => -value) } },
      "expected a label",
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const message = await messageOf(() => tablesOf(arrays as Parameters<typeof tablesOf>[0]));
      expect(message)
        .match(/^s\.zarr/)
        .and.contain(words);
    });
  }

  it("stops when it is told to", async () => {
    const files = madeZarrFiles("s.zarr", { gt: labels });
    const open = await openVolumeArray(files, "s.zarr", { array: "gt" });
    const about = { volume_id: "v", sample: "s", role: "labels", source_file: "s.zarr", array: "gt" } as const;
    const volume = { about: { ...about, split: null, labelling: null }, labels: open, raw: null, voxelUm: null };
    const stopped = await volumeBatches(volume, { signal: AbortSignal.abort(new Error("stop")) }).catch(
      (error) => error,
    );
    expect(stopped).include({ message: "stop" });
  });
});
