import { expect } from "chai";
import { parseHTML } from "linkedom";
import { plotDocument } from "../../src/node/plot-document.js";
import { analysisFigures } from "../../src/report/analysis-figures.js";
import type { TableBatch } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { simulatedResults } from "../support/simulated-results.js";

describe("analysisFigures", () => {
  let document: Document;
  let batches: readonly TableBatch[];
  before(async function () {
    this.timeout(60_000);
    document = await plotDocument();
    batches = await simulatedResults();
  });

  const drawn = async (given: readonly TableBatch[]) => {
    const { markup } = await analysisFigures(memoryTables(given), { document });
    return parseHTML(`<main>${markup}</main>`).document;
  };

  it("draw each result once, under the name of its analysis, with ids of its own", async () => {
    const page = await drawn(batches);
    const headings = [...page.querySelectorAll("h3")].map((heading) => heading.textContent);
    expect(headings).deep.equal(["state-tuning", "correlation", "neural-cycle", "neural-cycle"]);
    expect(page.querySelectorAll("figure svg.neuroloom-plot").length).equal(4);
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).equal(ids.length);
  });

  it("draw nothing where there is no result, or nothing in it that can be drawn", async () => {
    const recordings = batches.filter(({ columns }) => !("analysis_id" in columns));
    expect((await drawn(recordings)).querySelectorAll("figure").length).equal(0);
    const unnamed = batches.map((batch) => {
      if (batch.table !== "correlations") return batch;
      const none = new Array<null>(batch.columns.name_a!.length).fill(null);
      return { ...batch, columns: { ...batch.columns, name_a: none } };
    });
    expect((await drawn(unnamed)).querySelectorAll("figure").length).equal(3);
  });
});
