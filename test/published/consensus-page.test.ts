import { expect } from "chai";
import { expectDocument } from "../support/expect-document.js";
import { consensusFacts } from "./consensus-page/facts.js";
import { consensusPage } from "./consensus-page/page-text.js";
import { type ConsensusSources, consensusSources } from "./consensus-page/sources.js";

describe("the page on consensus connectomes", () => {
  let sources: ConsensusSources;
  before(async function () {
    this.timeout(60_000);
    sources = await consensusSources(this);
  });

  it("finds each defect in the size that was counted with NumPy", () => {
    const facts = consensusFacts(sources);
    expect(facts.cook).to.deep.equal({ kept: 236, all: 300, missingPadded: 64, other: "" });
    expect(facts.varshney).to.deep.equal({ kept: 215, all: 279, missingPadded: 63, other: "VD11" });
    expect(facts).to.include({ cookEdges: 5138, varshneyEdges: 2993, monadicRows: 950, monadicSum: 2430 });
    expect(facts).to.include({ varshneyChemical: 2194, varshneySynapses: 6394, lowerCaseRows: "avfl avfr, Rp" });
    expect(facts).to.include({ nMeasured: 22521, nKept: 11175, nSameCells: 11175, nSignificant: 1131 });
    expect(facts).to.include({ nSignificantKept: 0, nDiagonal: 168, nDiagonalKept: 0 });
    expect(facts).to.include({ differenceResponder: "0.005", differenceSource: "0.080" });
    expect(facts).to.include({ sizeKept: "0.032", sizeNotKept: "0.084" });
    expect(facts).to.include({
      tailRecords: 104,
      tailRepeats: 10,
      tailSum: 261,
      nGapPairs: 1313,
      nChemicalPairs: 4889,
    });
    expect(facts.setExample).to.equal("AVAL–LUAL has 2, 1, 1, 1: published 1.5, plain mean 1.25");
  });

  it("states the numbers that come out", () => {
    expectDocument("consensus.md", consensusPage(consensusFacts(sources)));
  });
});
