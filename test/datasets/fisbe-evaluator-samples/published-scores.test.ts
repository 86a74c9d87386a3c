import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { publishedScores } from "../../../src/datasets/fisbe-evaluator-samples/published-scores.js";
import { rowsOf } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";

const about = { method: "made", protocol: "made", file: "made.csv" };

async function rows(text: string) {
  const source = memorySource("made.csv", new TextEncoder().encode(text));
  return [...rowsOf({ ...(await publishedScores(source, about)), table: "sample_scores" })];
}

describe("published scores of samples", () => {
  it("keep rows over samples apart, and say what is missing and what was worked out", async () => {
    const found = await rows(
      [
        "sample;general Num GT;general Num Pred;th_0_5 AP_TP;th_0_5 AP_FP;th_0_1 fscore;general avg_TP_05_cldice",
        "a;3.0;2.0;0.0;2.0;0.4;nan",
        "mean;3.0;2.0;0.0;2.0;0.4;nan",
        "avg_inst;3;2;0;2;0.4;nan",
      ].join("\r\n"),
    );
    const kinds = found.map(({ kind, sample }) => `${kind} ${sample}`);
    expect([...new Set(kinds)]).deep.equal(["sample a", "mean mean", "avg_inst avg_inst"]);
    const missing = found.filter(({ value }) => value === null);
    expect(missing.map(({ metric, reason }) => [metric, reason])).deep.equal(
      Array(3).fill(["general.avg_TP_05_cldice", "the file has nan"]),
    );
    const derived = found.filter(({ is_derived }) => is_derived);
    // F1 = 2 TP / (nGT + TP + FP): 0.4 = 2 / (3 + 2)
    expect(derived.map(({ metric, value }) => [metric, value])).deep.equal([
      ["confusion_matrix.th_0_1.AP_TP", 1],
      ["confusion_matrix.th_0_1.AP_FP", 1],
      ["confusion_matrix.th_0_1.AP_FN", 2],
    ]);
    expect(found[0]).include({ ...{ method: "made", protocol: "made" }, source_file: "made.csv", element: 0 });
  });

  it("name the line of a damaged file", async () => {
    expect((await caught(rows("sample;general FM\na;zero\n"))).message)
      .contain("line 2")
      .contain("zero");
    expect((await caught(rows(""))).message).contain("line 1");
  });
});
