import { expect } from "chai";
import { cite } from "../../src/manifest/cite.js";
import { exampleManifest } from "../support/example-manifest.js";

describe("cite", () => {
  it("gives text with addresses, and makes plain entries where a manifest has none", () => {
    const bibtex = "@article{a, title={A}}";
    const citations = [
      { role: "paper", text: "A. (2020) One.", doi: "10.1000/xyz", url: "https://a.example", bibtex },
      { role: "data", text: "B, https://b.example/data", doi: null, url: "https://b.example/data", bibtex: null },
      { role: "code", text: "C.", doi: null, url: null, bibtex: null },
    ] as const;
    const { dataset, text, bibtex: entries } = cite(exampleManifest({ citations: [...citations] }));
    expect(dataset).to.equal("example2020");
    expect(text.split("\n\n")).to.deep.equal([
      "[paper] A. (2020) One. https://doi.org/10.1000/xyz",
      "[data] B, https://b.example/data",
      "[code] C.",
    ]);
    expect(entries.split("\n\n")[0]).to.equal(bibtex);
    expect(entries).to.contain("@misc{example2020-data-2,").and.contain("@misc{example2020-code-3,");
    expect(entries).not.to.contain("doi =");
  });
});
