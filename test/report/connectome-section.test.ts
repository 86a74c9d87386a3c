import { expect } from "chai";
import { parseHTML } from "linkedom";
import { plotDocument } from "../../src/node/plot-document.js";
import { connectomeSection } from "../../src/report/connectome-section.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { madeConnectome, type ShortEdge } from "../support/made-wiring.js";

const few: readonly ShortEdge[] = [
  ["AVAL", "AVAR", "gap", 2],
  ["AVAL", "RIML", "chemical", 1],
];

describe("connectomeSection", () => {
  it("lists every annotation, and draws the one with most edges of each dataset", async () => {
    const tables = memoryTables([
      ...madeConnectome("small", few.slice(1), { title: "<b>small</b>" }),
      ...madeConnectome("large", few),
      ...madeConnectome("other", few, { datasetId: "elsewhere" }),
    ]);
    const { markup } = await connectomeSection(tables, { document: await plotDocument() });
    const page = parseHTML(`<main>${markup}</main>`).document as unknown as Document;
    const cells = [...page.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map((td) => td.textContent),
    );
    expect(cells.map(([annotation]) => annotation)).deep.equal(["<b>small</b>small", "largelarge", "otherother"]);
    expect(cells[1]!.slice(3)).deep.equal(["synapses", "3", "3", "2", "large"]);
    expect([...page.querySelectorAll("h3")].map(({ textContent }) => textContent)).deep.equal(["large", "other"]);
    expect([...page.querySelectorAll("figcaption")].length).equal(5);
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).equal(ids.length);
    expect(markup).contain("1 more annotations");
  });

  it("says nothing where there is no wiring, and draws nothing of edges without settled names", async () => {
    const document = await plotDocument();
    expect((await connectomeSection(memoryTables([]), { document })).markup).equal("");
    const unsettled = madeConnectome("odd", [["AVAL", "x", "chemical", 1, { post: null, post_kind: null }]]);
    const { markup } = await connectomeSection(memoryTables(unsettled), { document });
    expect(markup).contain("Annotations of the wiring");
    expect(markup).not.contain("<figure>");
  });
});
