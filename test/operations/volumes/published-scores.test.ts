import { expect } from "chai";
import { aggregateScoresOperation } from "../../../src/operations/volumes/aggregate-scores.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const counts: Readonly<Record<string, readonly [gts: number, tp: number, fp: number, coverage: number]>> = {
  a: [4, 2, 2, 0.5],
  b: [6, 1, 3, 0.25],
  c: [2, 1, 0, 0.75],
};

function published(method: string, samples: readonly string[]): TableBatch {
  const rows = samples.flatMap((sample) => {
    const [gts, tp, fp, coverage] = counts[sample]!;
    const values = {
      "general.Num GT": gts,
      "general.TP_05": tp,
      "general.avg_gt_skel_coverage": coverage,
      "confusion_matrix.th_0_5.AP_TP": tp,
      "confusion_matrix.th_0_5.AP_FP": fp,
      "confusion_matrix.th_0_5.AP_FN": gts - tp,
    };
    const about = { method, kind: "sample" as const, sample, element: 0, is_derived: false };
    return Object.entries(values).map(([metric, value]) => ({
      ...{ ...about, metric, value, protocol: "made", source_file: "made.csv" },
    }));
  });
  const total = { ...rows[0]!, kind: "sum" as const, sample: "sum", value: 999 };
  return batchOf("sample_scores", [...rows, total]);
}

function listed(labellings: Readonly<Record<string, "completely" | "partly">>): TableBatch {
  const about = { benchmark: "made", split: "test", source_file: "list", source_line: 1 } as const;
  const rows = Object.entries(labellings).map(([sample, labelling], sample_index) => {
    return { ...about, sample, sample_index, labelling };
  });
  return batchOf("volume_samples", rows);
}

const list = listed({ a: "completely", b: "completely", c: "partly", d: "partly" });

describe("operations: aggregate-scores of published ones", () => {
  it("puts samples together as they are listed, and leaves rows over samples and other methods out", async () => {
    const tables = [published("ours", ["a", "b", "c"]), published("theirs", ["a"]), list];
    const rows = rowsFrom(await batchesFrom(aggregateScoresOperation, tables, { published: "ours" }), "scores");
    const value = (unit: string, metric: string) =>
      rows.find(({ unit_id, metric: name }) => unit_id === unit && name === metric)!.value;
    expect([...new Set(rows.map(({ unit_id }) => unit_id))]).deep.equal(["completely", "partly", "combined"]);
    expect(value("completely", "general.Num GT")).equal(10);
    // (4 · 0.5 + 6 · 0.25) / 10
    expect(value("completely", "general.avg_gt_skel_coverage")).closeTo(0.35, 1e-15);
    expect(value("completely", "confusion_matrix.th_0_5.fscore")).closeTo(6 / (6 + 5 + 7), 1e-15);
    expect(value("combined", "general.avg_gt_skel_coverage")).closeTo((0.35 + 0.75) / 2, 1e-15);
    expect(value("combined", "general.TP_05_rel")).closeTo(4 / 12, 1e-15);
    expect(rows.at(-1)!.protocol).equal("published scores of ours, made, completely and partly labelled");
  });

  it("takes no sample of which nobody says, or two say different things, how it is labelled", async () => {
    const run = (tables: readonly TableBatch[], params: unknown = { published: "ours" }) =>
      caught(batchesFrom(aggregateScoresOperation, tables, params));
    const ours = published("ours", ["a", "b"]);
    const unlisted = await run([ours, listed({ a: "partly" })]);
    expect(unlisted).include({ tag: "argument" });
    expect(unlisted.message).contain("b, not listed").contain("prepare fisbe");
    const volume = {
      volume_id: "a:gt",
      sample: "a",
      role: "ground truth",
      labelling: "partly",
      n_channels: 1,
    } as const;
    const sizes = { shape_z: 1, shape_y: 1, shape_x: 1, n_instances: 0, foreground_voxels: 0 };
    const volumes = batchOf("volumes", [{ ...volume, ...sizes, array: "/", dtype: "uint8", source_file: "a" }]);
    expect((await run([ours, list, volumes])).message).contain("a, labelled completely and partly");
    expect(await run([ours, list], { published: "theirs" })).include({ tag: "empty-result" });
    expect((await run([ours, list], { published: "theirs" })).message).contain("ours");
    expect(await run([ours, list], { published: "ours", analyses: ["x"] })).include({ tag: "argument" });
  });
});
