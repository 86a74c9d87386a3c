import { expect } from "chai";
import { expectDocument } from "../../support/expect-document.js";
import { type ConformanceFacts, conformanceFacts } from "./conformance-page/facts.js";
import { conformancePage } from "./conformance-page/page-text.js";

describe("the page on the conformance of measures", () => {
  let facts: ConformanceFacts;
  before(async function () {
    facts = await conformanceFacts(this);
  });

  it("stands on values that agree with the references", () => {
    for (const { name, ours, reference } of [...facts.continuous, ...facts.ties]) {
      expect(ours, name).to.be.closeTo(reference, name === "riemannian" ? 1e-9 : 1e-10);
    }
    expect(facts.cells).to.have.length(43);
    for (const { rdm, measure, ours, theirs } of facts.cells) {
      expect(ours, `${rdm} ${measure}`).to.be.closeTo(theirs, 1e-6);
    }
  });

  it("names the implementations that are known to deviate, and no other", () => {
    const deviating = new Set(facts.patterns.flatMap(({ deviate }) => deviate.map(({ name }) => name)));
    expect([...deviating].sort()).to.deep.equal([
      ...["fsd", "modelsym", "netrep", "nnsrm_neurips18", "platonic", "pyrcca", "repsim", "resi"],
      "unsupervised_analysis",
    ]);
    for (const { column, agree } of facts.patterns) expect(agree, column).not.to.be.empty;
  });

  it("states the numbers that come out", () => {
    expectDocument("rsa-conformance.md", conformancePage(facts));
  });
});
