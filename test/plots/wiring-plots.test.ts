import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { forceLayout } from "../../src/plots/force-layout.js";
import { tablePlots } from "../../src/plots/plots.js";
import { weightShades } from "../../src/plots/weight-shades.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";
import { caught } from "../support/caught.js";
import { madeConnectome, oddEdges } from "../support/made-wiring.js";
import { plotContract } from "../support/plot-contract.js";
import { wiringResults } from "../support/wiring-results.js";

const kinds = ["adjacency-matrix", "node-link", "degree-distributions", "connection-correlations", "layer-overlap"];

describe("plots of wiring", () => {
  let document: Document;
  let tables: TableReader;
  before(async function () {
    this.timeout(60_000);
    document = await plotDocument();
    tables = memoryTables(await wiringResults());
  });

  const draw = (kind: string, options = {}) => tablePlots[kind]!.draw(tables, { document, ...options });

  plotContract({ kinds, document: () => document, draw, advice: /run the operation|prepare a dataset/ });

  it("draw the annotation, the order and the layout that are asked for", async () => {
    expect((await draw("adjacency-matrix", { connectomeId: "second" })).title).contain("Another made wiring");
    const byCommunity = await draw("adjacency-matrix", { order: "community" });
    expect(byCommunity.description).match(/by community \(Leiden, modularity 0\.\d\d\)/);
    expect((await caught(draw("adjacency-matrix", { order: "colour" }))).message).match(
      /no order of cells named "colour"/,
    );
    expect((await caught(draw("adjacency-matrix", { connectomeId: "third" }))).message).match(
      /there are first, second, responses/,
    );
    const placed = (await draw("node-link", { layout: "positions" })).values;
    const at = Array.from(placed.name as ArrayLike<string>).indexOf("AVAL");
    // 50.2 micrometres from the head, 8.41 to the left
    expect((placed.x as Float64Array)[at]).closeTo(Math.sqrt(50.2), 1e-12);
    expect((placed.y as Float64Array)[at]).equal(-8.41);
    expect((await caught(draw("node-link", { layout: "spiral" }))).message).match(/no layout named "spiral"/);
  });

  it("draw the neurons that are asked for, and leave out cells that are none", async () => {
    const { values } = await draw("node-link", { neurons: ["AVA", "AVBL"] });
    expect(Array.from(values.name as ArrayLike<string>)).have.members(["AVAL", "AVAR", "AVBL"]);
    const odd = memoryTables(madeConnectome("odd", oddEdges));
    const matrix = await tablePlots["adjacency-matrix"]!.draw(odd, { document });
    expect(matrix.values.kind!.length).equal(7);
    expect(matrix.description).contain("2 other edges not drawn");
    const link = await tablePlots["node-link"]!.draw(odd, { document });
    expect(
      Object.fromEntries(Array.from(link.values.name!, (name, row) => [name, link.values.partners![row]])),
    ).deep.equal({
      AVAL: 3,
      AVAR: 2,
      AVBL: 1,
      RIML: 2,
    });
  });

  it("name the small groups of a matrix too, and say what dots without a place were left out", async () => {
    // beside the names of cells groups are named once, without these at their rows and at their columns
    for (const [width, times] of [
      [760, 1],
      [300, 2],
    ] as const) {
      const { svg, description, title } = await draw("adjacency-matrix", { width });
      const labels = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
      expect(labels.includes("AVAL")).equal(times === 1);
      const sizes = labels.flatMap((label) => /^\w+ \((\d+)\)$/.exec(label ?? "")?.[1] ?? []).map(Number);
      expect(sizes.reduce((sum, size) => sum + size, 0)).equal(times * 30);
      expect(title).contain("30 neurons");
      expect(description).contain("(synapses)");
    }
    const odd = memoryTables(
      madeConnectome("odd", [
        ["AVAL", "CA1", "chemical", 1],
        ["AVAL", "AVAR", "gap", 7],
      ]),
    );
    const placed = await tablePlots["node-link"]!.draw(odd, { document, layout: "positions" });
    expect(placed.description).match(/1 neuron without a known place left out/);
    const forced = await tablePlots["node-link"]!.draw(odd, { document });
    expect(forced.description).not.contain("left out");
    expect((await draw("node-link")).description).match(/chemical to 12 synapses; gap to 6 synapses/);
  });

  it("draw the degrees of one annotation of each family of animals, or of those that are named", async () => {
    const edges = (weight: number) => [
      ["AVAL", "AVAR", "chemical", weight] as const,
      ["AVAL", "RIML", "chemical"] as const,
    ];
    const editions = memoryTables([
      ...madeConnectome("old", edges(1).slice(1), { family: "worm" }),
      ...madeConnectome("new", edges(2), { family: "worm" }),
      ...madeConnectome("same", edges(2), { family: "worm", datasetId: "other" }),
      ...madeConnectome("none", [["AVAL", "AVAR", "functional"]], { family: "fish" }),
    ]);
    const lines = async (connectomeId?: string) => {
      const named = connectomeId === undefined ? {} : { connectomeId };
      const { values, description } = await tablePlots["degree-distributions"]!.draw(editions, { document, ...named });
      return [[...new Set(Array.from(values.connectome_id as ArrayLike<string>))], description] as const;
    };
    const [all, words] = await lines();
    expect(all).deep.equal(["old", "same"]);
    expect(words).contain("1 more annotation not drawn");
    expect((await lines("new,old"))[0]).deep.equal(["old", "new"]);
    expect((await lines("new, same"))[1]).contain("The same as one that is drawn: same as new");
    expect((await caught(lines("old,newer"))).message).match(/no connectome named "newer"; nearest: new/);
  });

  it("give degrees as shares of all neurons of the annotation", async () => {
    const star = memoryTables(
      madeConnectome("star", [
        ["AVAL", "AVAR", "chemical"],
        ["AVAL", "AVBL", "chemical"],
        ["AVAL", "AVAL", "chemical"],
        ["AVBL", "RIML", "gap"],
      ]),
    );
    const { values } = await tablePlots["degree-distributions"]!.draw(star, { document });
    const rows = Array.from(values.measure!, (measure, row) => [measure, values.degree![row], values.share![row]]);
    expect(rows).deep.equal([
      ["in-degree", 1, 0.5],
      ["out-degree", 2, 0.25],
      ["gap degree", 1, 0.5],
    ]);
  });
});

describe("plots: weightShades", () => {
  it("doubles for counts, divides other weights into equal parts, and has one shade where weights do not differ", () => {
    const counts = weightShades([1, 2, 3, 4, 7, 8, 50], 4);
    expect([1, 2, 3, 4, 7, 8, 50].map((weight) => counts.of(weight))).deep.equal([0, 1, 1, 2, 2, 3, 3]);
    const parts = weightShades([-0.4, 0.1, 0.2, -0.3], 4);
    expect([0.1, 0.2, -0.3, -0.4].map((weight) => parts.of(weight))).deep.equal([0, 1, 2, 3]);
    expect(parts.words).match(/quarter/);
    expect([null, null].map((weight) => weightShades([null, null], 4).of(weight))).deep.equal([2, 2]);
  });
});

describe("plots: forceLayout", () => {
  it("puts neighbours nearer than strangers, the same each time", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const pairs = ["ab", "bc", "ac", "de", "ef", "df", "cd"];
    const edges = pairs.map((pair) => ({ from: pair[0]!, to: pair[1]!, weight: 1 }));
    const places = forceLayout(names, edges);
    const distance = (one: string, other: string) =>
      Math.hypot(places.get(one)![0] - places.get(other)![0], places.get(one)![1] - places.get(other)![1]);
    for (const pair of ["ab", "de"]) expect(distance(pair[0]!, pair[1]!)).below(distance("a", "f"));
    expect(forceLayout(names, edges)).deep.equal(places);
    expect(forceLayout(names, edges, { seed: "other" })).not.deep.equal(places);
  });
});
