import { expect } from "chai";
import { parseHTML } from "linkedom";
import { plotDocument } from "../../src/node/plot-document.js";
import { connectomeFigures, connectomesTable, wiringSection } from "../../src/report/connectome-section.js";
import type { Html } from "../../src/report/html.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { connectomeRows } from "../../src/tables/read-connectomes.js";
import { madeConnectome, type ShortEdge } from "../support/made-wiring.js";

const few: readonly ShortEdge[] = [
  ["AVAL", "AVAR", "gap", 2],
  ["AVAL", "RIML", "chemical", 1],
];

const pageOf = ({ markup }: Html) => parseHTML(`<main>${markup}</main>`).document as unknown as Document;
const texts = (page: Document, selector: string) =>
  [...page.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe("wiring in the report", () => {
  const tables = memoryTables([
    ...madeConnectome("small", few.slice(1), { title: "<b>small</b>", family: "worm" }),
    ...madeConnectome("large", few, { family: "worm" }),
    ...madeConnectome("other", few.slice(1)),
  ]);
  let document: Document;
  before(async () => {
    document = await plotDocument();
  });
  const figures = async (most: number) =>
    pageOf(
      await connectomeFigures(
        tables,
        { connectomes: await connectomeRows(tables) },
        { document, datasetId: "made", most },
      ),
    );

  it("lists every annotation and says which come from the same animals", async () => {
    const page = pageOf(connectomesTable(await connectomeRows(tables)));
    const cells = [...page.querySelectorAll("tbody tr")].map((row) => [...row.children].map((td) => td.textContent));
    expect(cells.map(([annotation]) => annotation)).deep.equal(["<b>small</b>small", "largelarge", "otherother"]);
    expect(cells[1]!.slice(3)).deep.equal(["synapses", "3", "3", "2", "worm"]);
    expect(texts(page, "p").join()).contain("no independent evidence");
  });

  it("draws the largest annotation of as many families as it is told to", async () => {
    const all = await figures(2);
    expect(texts(all, "h4")).deep.equal(["large", "other"]);
    expect(texts(all, "figcaption")).length(4);
    expect(texts(all, "p")).deep.equal(["1 more of 3 annotations are not drawn here; neuroloom plot draws them."]);
    const ids = [...all.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).equal(ids.length);
    expect(texts(await figures(0), "figure")).length(0);
  });

  it("compares the wiring of all datasets, where there is something to compare", async () => {
    expect((await wiringSection(tables, [], { document })).markup).equal("");
    const page = pageOf(await wiringSection(tables, await connectomeRows(tables), { document }));
    expect(texts(page, "h2")).deep.equal(["Wiring compared"]);
    expect(texts(page, "figure")).length(1);
    const unsettled = memoryTables(
      madeConnectome("odd", [["AVAL", "x", "chemical", 1, { post: null, post_kind: null }]]),
    );
    const rows = await connectomeRows(unsettled);
    expect((await wiringSection(unsettled, rows, { document })).markup).equal("");
    const none = await connectomeFigures(unsettled, { connectomes: rows }, { document, datasetId: "made", most: 1 });
    expect(texts(pageOf(none), "figure")).length(0);
  });
});
