import { expect } from "chai";
import { namedAnalyses } from "../../src/operations/named-analyses.js";

describe("namedAnalyses", () => {
  it("finds names at any depth, each once", () => {
    const params = {
      analysis: "psth",
      spaces: [{ name: "sound", analysis: "spectrogram" }, { analysis: "psth" }],
      other: { list: [null, 1, { analysis: 3 }] },
    };
    expect([...namedAnalyses(params)]).deep.equal(["psth", "spectrogram"]);
    for (const none of [null, undefined, 3, "analysis", [], {}]) expect(namedAnalyses(none).size).equal(0);
  });
});
