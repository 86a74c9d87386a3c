import { expect } from "chai";
import { parseHTML } from "linkedom";
import { plotDocument } from "../../src/node/plot-document.js";
import { analysisFigures } from "../../src/report/analysis-figures.js";
import type { Html } from "../../src/report/html.js";
import { rdmFigures, rdmsTable } from "../../src/report/rdm-section.js";
import { batchOf, rowsOf } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { rdmResults } from "../support/rdm-results.js";

const pageOf = ({ markup }: Html) => parseHTML(`<main>${markup}</main>`).document as unknown as Document;
const texts = (page: Document, selector: string) =>
  [...page.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe("dissimilarity matrices in the report", () => {
  const batches = rdmResults();
  const rdms = batches.flatMap((batch) => (batch.table === "rdms" ? [...rowsOf({ ...batch, table: "rdms" })] : []));
  let document: Document;
  before(async () => {
    document = await plotDocument();
  });

  it("are counted by what they are of", () => {
    const page = pageOf(rdmsTable(rdms));
    const cells = [...page.querySelectorAll("tbody tr")].map((row) => [...row.children].map((td) => td.textContent));
    expect(cells).deep.equal([
      ["V1", "measured", "set", "correlation", "2", "8", "2, 0"],
      ["net", "model", "set", "not stated", "1", "8", "0"],
    ]);
  });

  it("are drawn once of each kind, with a map of the first", async () => {
    const page = pageOf(await rdmFigures(memoryTables(batches), { rdms }, { document, datasetId: "made", most: 2 }));
    const captions = texts(page, "figcaption");
    expect(captions).length(2);
    expect(captions[0]).match(/^2 of 3 RDMs of made/);
    expect(captions[1]).match(/^Classical multidimensional scaling.*RDM one of made/);
    expect(texts(page, "p")).deep.equal(["1 more of 3 matrices are not drawn here; neuroloom plot draws them."]);
  });

  it("are drawn of analyses, as movies where they have times, with what operations on RDMs found", async () => {
    const ran = [
      ["movie", "rsa-rdm"],
      ["models", "rsa-evaluate"],
      ["regions", "rsa-topology"],
      ["light", "rsa-searchlight"],
    ].map(([analysis_id, operation]) => {
      const row = { step: 0, operation: operation!, params: "{}", tool_version: "0.0.0", inputs: "[]", duration_s: 0 };
      const made = batchOf("provenance", [{ ...row, started_utc: 0 }]);
      return { ...made, columns: { analysis_id: [analysis_id], ...made.columns } };
    });
    const page = pageOf(await analysisFigures(memoryTables([...batches, ...ran]), { document }));
    expect(texts(page, "h3")).deep.equal(["movie", "movie", "movie", "models", "regions", "light"]);
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).equal(ids.length);
  });
});
