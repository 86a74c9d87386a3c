import { expect } from "chai";
import { parseHTML } from "linkedom";
import { plotDocument } from "../../src/node/plot-document.js";
import { analysisFigures } from "../../src/report/analysis-figures.js";
import { summarizeDataset } from "../../src/report/dataset-summary.js";
import type { Html } from "../../src/report/html.js";
import { scoreTables } from "../../src/report/score-section.js";
import { volumeFigures, volumeSamplesTable, volumesTable } from "../../src/report/volume-section.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { ofPartition, volumeTables } from "../support/volume-tables.js";

const pageOf = ({ markup }: Html) => parseHTML(`<main>${markup}</main>`).document as unknown as Document;
const rowsOfPage = (page: Document) =>
  [...page.querySelectorAll("tbody tr")].map((row) => [...row.children].map(({ textContent }) => textContent));

const volumes = [
  ...volumeTables({
    ...{ id: "guess", role: "prediction", shape: [6, 8, 10] as const },
    boxes: [{ channel: 0, label: 4, box: [0, 2, 0, 2, 0, 2] as const }],
  }),
  ...volumeTables({
    ...{ id: "truth", role: "ground truth", shape: [6, 8, 10] as const, um: null },
    boxes: [{ channel: 0, label: 3, box: [1, 3, 1, 3, 1, 4] as const, isDim: true }],
  }),
];

const protocol = "flylight: made";
const scores = batchOf(
  "scores",
  [
    ["general.avg_f1_cov_score", 0, null, 0.25],
    ["general.FS", 0, null, 2],
    ["confusion_matrix.avFscore", 0, null, null],
    ["general.gt_skel_coverage", 0, 1, 0.75],
  ].map(([metric, element, instance, value]) => ({
    ...{ unit_id: "sample", metric, element, instance, value, protocol },
  })) as never,
);
const matches = batchOf(
  "matches",
  [
    ["one-to-one", 0.5, 1, 1, 3, 4, 0.9],
    ["one-to-one", 0.9, 1, 1, 3, 4, 0.9],
    ["missed", 0.5, 2, 0, 5, null, null],
    ["coverage", 0, 1, 1, 3, 4, 0.9],
  ].map(([kind, threshold, gt, pred, gt_label, pred_label, value]) => ({
    ...{ unit_id: "sample", kind, threshold, gt, pred, gt_label, pred_label },
    ...{ localisation: value, recall: value, precision: value },
  })) as never,
);
const ran = batchOf("provenance", [
  {
    step: 0,
    operation: "score-instances",
    params: "{}",
    tool_version: "0",
    inputs: "[]",
    duration_s: 0,
    started_utc: 0,
  },
]);
const results = [scores, matches, ran].map((batch) => ofPartition(batch, "analysis_id", "scored"));

describe("label volumes in the report", () => {
  const reader = memoryTables([...volumes, ...results] as TableBatch[]);
  let document: Document;
  before(async () => {
    document = await plotDocument();
  });

  it("are told with what their source does not say", async () => {
    const summary = await summarizeDataset(reader, "made");
    const rows = rowsOfPage(pageOf(volumesTable(summary.volumes)));
    expect(rows.map((cells) => cells.slice(0, 7))).deep.equal([
      ["sample", "prediction", "not stated", "not stated", "6 × 8 × 10", "0.5", "1"],
      ["sample", "ground truth", "not stated", "not stated", "6 × 8 × 10", "not stated", "1"],
    ]);
  });

  it("are drawn, ground truth first, with their instances", async () => {
    const summary = await summarizeDataset(reader, "made");
    const page = pageOf(await volumeFigures(reader, summary, { document, datasetId: "made", most: 1 }));
    expect([...page.querySelectorAll("h4")].map(({ textContent }) => textContent)).deep.equal(["truth"]);
    expect(page.querySelectorAll("figure")).length(1);
    const [row] = rowsOfPage(page);
    expect(row!.slice(0, 3)).deep.equal(["3", "0", "12"]);
    expect(row!.at(-1)).equal("dim");
    expect(page.querySelector("p")!.textContent).match(/^1 more of 2 volumes/);
  });

  it("have scores as the benchmark's table, with what became of the ground truth", async () => {
    const page = pageOf(await scoreTables(reader, "scored"));
    const [score, ...pairs] = rowsOfPage(page);
    expect(score).deep.equal(["sample", "0.250", "–", "–", "–", "–", "2", ...Array(6).fill("–")]);
    expect(pairs).deep.equal([
      ["one-to-one", "3", "4", "0.900", "0.900", "0.900"],
      ["missed", "5", "–", "–", "–", "–"],
    ]);
    expect(page.querySelector("p")!.textContent).contain(protocol);
    const drawn = pageOf(await analysisFigures(reader, { document }));
    expect(drawn.querySelectorAll("table")).length(2);
    expect(drawn.querySelectorAll("figure").length).greaterThan(0);
    expect((await scoreTables(reader, "another")).markup).equal("");
  });

  it("have samples counted by labelling and part", () => {
    const about = {
      benchmark: "B",
      source_file: "list",
      source_line: 1,
      line: null,
      date: null,
      slide: null,
      well: null,
    };
    const rows = (["train", "test", "test"] as const).map((split, sample_index) => {
      return { ...about, sample: `s${sample_index}`, sample_index, split, labelling: "partly" as const };
    });
    expect(rowsOfPage(pageOf(volumeSamplesTable(rows)))).deep.equal([
      ["B", "partly", "train", "1"],
      ["B", "partly", "test", "2"],
    ]);
  });
});
