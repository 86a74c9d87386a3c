import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { tablePlots } from "../../src/plots/plots.js";
import { labelProjectionPng } from "../../src/plots/projection-png.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";
import { instanceColour } from "../../src/volumes/projections/instance-colours.js";
import { labelProjector } from "../../src/volumes/projections/label-projector.js";
import { caught } from "../support/caught.js";
import { plotContract } from "../support/plot-contract.js";
import { readPng } from "../support/read-png.js";
import { ofPartition, volumeTables } from "../support/volume-tables.js";

const kinds = ["volume-projection", "volume-slice", "volume-overlay", "skeleton-projections", "volume-scores"];
const shape = [12, 30, 40] as const;

/** Ground truth: one is matched, two are held by one prediction, one is in two, one is missed. */
const truth = volumeTables({
  ...{ id: "truth", role: "ground truth", shape, hasImage: true },
  boxes: [
    { channel: 0, label: 1, box: [1, 4, 2, 8, 3, 20] },
    { channel: 1, label: 2, box: [2, 5, 10, 14, 2, 12] },
    { channel: 2, label: 3, box: [2, 5, 10, 14, 14, 24], isDim: true },
    { channel: 3, label: 4, box: [6, 9, 18, 21, 2, 30] },
    { channel: 4, label: 5, box: [3, 11, 3, 7, 15, 38] },
  ],
});
const prediction = volumeTables({
  ...{ id: "guess", role: "prediction", shape },
  boxes: [
    { channel: 0, label: 1, box: [1, 4, 2, 8, 3, 17] },
    { channel: 0, label: 2, box: [2, 5, 10, 14, 3, 23] },
    { channel: 0, label: 3, box: [6, 9, 18, 21, 2, 12] },
    { channel: 0, label: 4, box: [6, 9, 18, 21, 16, 30] },
    { channel: 0, label: 5, box: [0, 2, 24, 28, 4, 14] },
    { channel: 0, label: 6, box: [0, 1, 24, 26, 30, 32] },
  ],
});

function matches(): TableBatch {
  const pair = (kind: string, threshold: number, gt: number, pred: number) => ({
    ...{ unit_id: "sample", kind, threshold, gt, pred, localisation: gt > 0 && pred > 0 ? 0.8 : null },
    ...(gt > 0 ? { gt_channel: gt - 1, gt_label: gt } : {}),
    ...(pred > 0 ? { pred_channel: 0, pred_label: pred } : {}),
  });
  const rows = [
    ...[pair("one-to-one", 0.1, 5, 5), pair("one-to-one", 0.5, 1, 1), pair("one-to-one", 0.5, 4, 4)],
    ...[pair("split", 0.05, 1, 1), pair("split", 0.05, 4, 3), pair("split", 0.05, 4, 4)],
    ...[pair("merge", 0.1, 2, 2), pair("merge", 0.1, 3, 2), pair("merge", 0.1, 1, 1)],
    ...[pair("missed", 0.5, 5, 0), pair("unmatched", 0.5, 0, 5)],
  ];
  return ofPartition(batchOf("matches", rows as never), "analysis_id", "score");
}

/** A bent line with a branch, and a point. */
function skeletons(): TableBatch {
  const kindsOf = ["root", "path", "branch", "end", "path", "end"];
  const places = [
    [5, 5],
    [5, 12],
    [10, 15],
    [20, 12],
    [12, 25],
    [14, 33],
  ] as const;
  const parents = [null, 1, 2, 3, 3, 5];
  const base = { dataset_id: "made", volume_id: "truth", unit: "um", component: 0 };
  const line = places.map(([y, x], index) => ({
    ...{ ...base, channel: 0, instance: 1, node: index + 1, parent: parents[index], z: index, y, x, radius: 1 },
    ...{ degree: index === 5 ? 3 : index === 3 ? 1 : 2, kind: kindsOf[index]! },
  }));
  const point = { ...base, channel: 1, instance: 2, node: 1, parent: null, z: 8, y: 25, x: 30, radius: null };
  const rows = [...line, { ...point, degree: 0, kind: "root" }];
  return ofPartition(batchOf("skeleton_nodes", rows as never), "analysis_id", "thin");
}

function scores(): TableBatch {
  const row = (unit_id: string, metric: string, value: number | null, other = {}) => ({
    ...{ unit_id, metric, value, element: 0, protocol: "made: clDice, greedy", ...other },
  });
  const rows = ["one", "two"].flatMap((unit, place) => [
    row(unit, "general.avg_f1_cov_score", 0.3 + 0.4 * place),
    row(unit, "confusion_matrix.avFscore", 0.2 + 0.4 * place),
    row(unit, "general.avg_gt_skel_coverage", 0.4 + 0.4 * place),
    row(unit, "general.avg_TP_05_cldice", null),
    ...[0.1, 0.5, 0.9].map((threshold) => row(unit, "fscore", 1 - threshold * (1 - place / 2), { threshold })),
    ...[0, 1].map((element) => row(unit, "gt_skel_coverage", 0.3 + 0.4 * element, { element, instance: element + 1 })),
  ]);
  return ofPartition(batchOf("scores", rows as never), "analysis_id", "score");
}

describe("plots of volumes", () => {
  let document: Document;
  let tables: TableReader;
  before(async () => {
    document = await plotDocument();
    tables = memoryTables([...truth, ...prediction, matches(), skeletons(), scores()]);
  });

  const draw = (kind: string, options = {}) => tablePlots[kind]!.draw(tables, { document, ...options });
  const list = (values: unknown) => Array.from(values as ArrayLike<unknown>);

  plotContract({ kinds, document: () => document, draw, advice: /run the operation|prepare a dataset/ });

  it("count the pixels that boxes cover along each axis, beside the image where there is one", async () => {
    const { values, svg, description } = await draw("volume-projection");
    expect(list(values.pixels_z)).deep.equal([6 * 17, 40, 40, 84, 4 * 23]);
    expect(list(values.pixels_y)).deep.equal([3 * 17, 30, 30, 84, 8 * 23]);
    expect(list(values.pixels_x)).deep.equal([18, 12, 12, 9, 32]);
    expect(svg.querySelectorAll("image")).length(6);
    expect(svg.textContent).include("3 · 120 voxels · dim").and.include("5 µm");
    expect(description).include("1 dim").and.include("3 channels of the image");
    const other = await draw("volume-projection", { volumeId: "guess" });
    expect(other.svg.querySelectorAll("image")).length(3);
  });

  it("draw each instance in its colour, lighter where several lie in line", async () => {
    const { svg } = await draw("volume-projection", { volumeId: "guess" });
    const uri = svg.querySelector("image")!.getAttribute("href")!;
    const { width, height, pixels, palette } = readPng(Buffer.from(uri.split(",")[1]!, "base64"));
    expect([width, height]).deep.equal([40, 30]);
    const at = (y: number, x: number) => [...palette!.subarray(3 * pixels[y * 40 + x]!, 3 * pixels[y * 40 + x]! + 3)];
    expect(at(0, 0)).deep.equal([0, 0, 0]);
    expect(at(3, 5)).deep.equal(instanceColour(0, 1));
    expect(at(11, 5)).deep.equal(instanceColour(0, 2));
    const { svg: beside } = await draw("volume-projection");
    const labels = [...beside.querySelectorAll("image")].map((image) => image.getAttribute("href")!)[3]!;
    const seen = readPng(Buffer.from(labels.split(",")[1]!, "base64"));
    const part = (pixel: number) => [...seen.palette!.subarray(3 * pixel, 3 * pixel + 3)];
    // instance 1 before the larger 5
    expect(part(seen.pixels[4 * 40 + 17]!)).deep.equal(
      instanceColour(0, 1).map((one) => Math.round(one + 0.5 * (255 - one))),
    );
  });

  it("draw the fullest plane, or the one asked for", async () => {
    const fullest = await draw("volume-slice");
    expect(list(fullest.values.z)).deep.equal([3, 3, 3, 3]);
    expect(list(fullest.values.pixels)).deep.equal([102, 40, 40, 92]);
    const { values } = await draw("volume-slice", { at: 8 });
    expect(list(values.instance)).deep.equal([4, 5]);
    expect((await caught(draw("volume-slice", { at: 12 }))).message).match(/a plane from 0 to 11/);
    expect((await caught(draw("volume-slice", { volumeId: "gues" }))).message).match(/guess/);
  });

  it("tell what was matched, split, merged, missed, unmatched and left out", async () => {
    const { values, svg, description } = await draw("volume-overlay");
    expect(list(values.status)).deep.equal([
      ...["matched", "merged", "merged", "split", "missed"],
      ...["matched", "part", "part", "matched", "unmatched", "left out"],
    ]);
    expect(list(values.partner).slice(0, 5)).deep.equal(["1", "2", "2", "4 3", ""]);
    expect(description).include("Matched above 0.5, ground truth ↔ prediction: 1 ↔ 1 (0.80), 4 ↔ 4 (0.80); split: 4");
    expect(description).include("merged: 2, 3; missed: 5; unmatched predictions: 5; left out of scoring: 6.");
    expect(svg.textContent).include("1 ↔ 1").and.include("prediction left out of scoring");
    const other = volumeTables({
      ...{ id: "guess", role: "prediction", shape: [12, 30, 41] },
      boxes: [{ channel: 0, label: 1, box: [0, 1, 0, 1, 0, 1] }],
    });
    const wrong = tablePlots["volume-overlay"]!.draw(memoryTables([...truth, ...other, matches()]), { document });
    expect((await caught(wrong)).message).match(/12 × 30 × 41/);
    const alone = tablePlots["volume-overlay"]!.draw(memoryTables([...truth, matches()]), { document });
    expect((await caught(alone)).message).match(/role prediction/);
  });

  it("measure skeletons, and take ends of broken cycles for no tips", async () => {
    const { values } = await draw("skeleton-projections");
    expect([values.nodes, values.roots, values.branch_points, values.end_points, values.tips].map(list)).deep.equal([
      ...[
        [6, 1],
        [1, 1],
        [1, 0],
        [2, 0],
        [1, 0],
      ],
    ]);
    const steps = [
      [1, 0, 7],
      [1, 5, 3],
      [1, 10, 3],
      [2, 2, 10],
      [1, 2, 8],
    ].map((step) => Math.hypot(...step));
    expect(list(values.cable_voxels)[0]).closeTo(
      steps.reduce((sum, one) => sum + one),
      1e-9,
    );
    const alone = await tablePlots["skeleton-projections"]!.draw(memoryTables([skeletons()]), { document });
    expect(alone.svg.textContent).include("voxels");
  });

  it("rank samples by S, leaving out what has no value", async () => {
    const { values, svg } = await draw("volume-scores");
    expect(list(values.metric)).not.include("avg_TP_05_cldice");
    expect(values.value).length(2 * (3 + 3 + 2));
    expect(svg.textContent!.indexOf("two")).below(svg.textContent!.indexOf("one"));
  });

  it("come as PNG files of the pixels alone", () => {
    const projector = labelProjector([2, 2, 3], { axis: "z", ranks: [0, 1] });
    projector.tell(0, 0, 0, 1, 2);
    projector.tell(1, 1, 0, 2, 1);
    const instances = [1, 2].map((label) => ({ channel: 0, label }));
    const { width, height, pixels, palette } = readPng(labelProjectionPng(projector.result(), instances));
    expect([width, height]).deep.equal([3, 2]);
    const lighter = instanceColour(0, 2).map((one) => Math.round(one + 0.5 * (255 - one)));
    const colours = [...pixels].map((pixel) => [...palette!.subarray(3 * pixel, 3 * pixel + 3)]);
    expect(colours.slice(0, 3)).deep.equal([[0, 0, 0], instanceColour(0, 1), lighter]);
  });
});
