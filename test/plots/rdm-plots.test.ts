import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { tablePlots } from "../../src/plots/plots.js";
import type { TablePlotOptions } from "../../src/plots/table-plot.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { caught } from "../support/caught.js";
import { plotContract } from "../support/plot-contract.js";
import { rdmResults } from "../support/rdm-results.js";

const kinds = [
  ...["rdm", "rdm-map", "rdm-movie", "rdm-evaluation", "identification-map", "searchlight-map", "encoder-map"],
];

/** RDMs over time are computed ones. */
const usual: Readonly<Record<string, Partial<TablePlotOptions>>> = { "rdm-movie": { analysis: "movie" } };

describe("plots of RDMs", () => {
  const tables = memoryTables(rdmResults());
  let document: Document;
  before(async () => {
    document = await plotDocument();
  });

  const draw = (kind: string, options: Partial<TablePlotOptions> = {}) =>
    tablePlots[kind]!.draw(tables, { document, ...usual[kind], ...options });
  const texts = (svg: SVGSVGElement) => [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
  const fills = (svg: SVGSVGElement, fill: string) => svg.querySelectorAll(`rect[fill="${fill}"]`).length;

  plotContract({ kinds, document: () => document, draw, advice: /run the operation/ });

  describe("rdm", () => {
    it("draw several beside each other, those made differently each on a scale of its own", async () => {
      const { svg, values, description } = await draw("rdm");
      expect(svg.querySelectorAll("image").length).equal(1 + 3);
      expect(description).match(/^3 RDMs of made over 8 conditions by category/);
      expect(description).contain("a scale of its own").contain("2 pairs without a known dissimilarity");
      expect(texts(svg)).include.members(["Region, first subject", "A model"]);
      expect(values.rdm_id).length(3 * 28);
      const like = await draw("rdm", { rdms: ["two", "one"] });
      expect(like.description)
        .contain("Dissimilarity: correlation.")
        .match(/^2 of 3 RDMs/);
      expect(new Set(Array.from(like.values.rdm_id as ArrayLike<string>))).deep.equal(new Set(["two", "one"]));
    });

    it("draw one with its conditions by category and the names of both", async () => {
      const { svg, values, title } = await draw("rdm", { rdms: ["two"] });
      expect(title).equal("Region, second subject");
      const named = texts(svg).filter((text) => /^[a-z]{3}$/.test(text ?? ""));
      expect(named.slice(0, 16).filter((_, index) => index % 2 === 0)).deep.equal([
        "cat",
        "dog",
        "hen",
        "cup",
        "key",
        "pen",
        "oak",
        "fir",
      ]);
      expect(texts(svg)).include.members(["animal (3)", "thing (3)", "plant (2)"]);
      // pairs in the order in which they are drawn, with the dissimilarities of these two
      expect([values.condition_a![2], values.condition_b![2]]).deep.equal(["set-cat", "set-cup"]);
      expect(values.dissimilarity![2]).closeTo(0.9 + 0.3 * Math.sin(0.3), 1e-12);
      const byName = await draw("rdm", { rdms: ["two"], order: "name" });
      expect(byName.values.condition_b![1]).equal("set-dog");
      const asFound = await draw("rdm", { rdms: ["two"], order: "source" });
      expect(Array.from(asFound.values.condition_b as ArrayLike<string>).slice(0, 3)).deep.equal([
        "set-cup",
        "set-dog",
        "set-oak",
      ]);
    });

    it("mark what is unknown, and only there", async () => {
      const unknown = await draw("rdm", { rdms: ["one"] });
      expect(fills(unknown.svg, "url(#rdm-unknown)")).equal(2);
      expect(texts(unknown.svg)).include("unknown");
      expect(Array.from(unknown.values.dissimilarity as Float64Array).filter(Number.isNaN)).length(2);
      expect(fills((await draw("rdm", { rdms: ["two"] })).svg, "url(#rdm-unknown)")).equal(0);
    });

    it("draw the RDMs of an analysis, and say which there are where one is not", async () => {
      const { description } = await draw("rdm", { analysis: "movie" });
      expect(description).match(/^12 of 30 RDMs of movie/);
      expect((await caught(draw("rdm", { rdms: ["three"] }))).message).match(/three.*one, two, model/);
      expect((await caught(draw("rdm", { order: "size" }))).message).match(/size.*category, source, name/s);
    });
  });

  it("name conditions of one dataset by what another says of the same stimuli", async () => {
    const elsewhere = rdmResults().map((batch) =>
      batch.table === "stimuli"
        ? { ...batch, columns: { ...batch.columns, dataset_id: new Array<string>(8).fill("other") } }
        : batch,
    );
    const { svg } = await tablePlots.rdm!.draw(memoryTables(elsewhere), { document, rdms: ["two"], datasetId: "made" });
    expect(texts(svg)).include.members(["animal (3)", "cat"]);
    const nameless = elsewhere.filter(({ table }) => table !== "stimuli");
    const bare = await tablePlots.rdm!.draw(memoryTables(nameless), { document, rdms: ["two"] });
    // what all ids begin with tells nothing
    expect(texts(bare.svg)).include("cat").not.include("set-cat");
    expect(bare.description).contain("in the order of the source");
  });

  it("say so where RDMs have no pairs", async () => {
    const empty = rdmResults().filter(({ table }) => table === "rdms");
    const error = await caught(tablePlots.rdm!.draw(memoryTables(empty), { document }));
    expect(error.message).match(/pairs in rdm_entries/);
  });

  describe("rdm-map", () => {
    it("place conditions so that their distances are the dissimilarities, roots of squared ones", async () => {
      const { values, description, svg } = await draw("rdm-map", { rdms: ["two"] });
      expect(values.condition).length(8);
      expect(svg.querySelectorAll("circle").length).equal(8 + 3);
      const at = (id: string) => (values.condition as string[]).indexOf(id);
      const distance = (a: string, b: string) =>
        Math.hypot(
          (values.x as Float64Array)[at(a)]! - (values.x as Float64Array)[at(b)]!,
          (values.y as Float64Array)[at(a)]! - (values.y as Float64Array)[at(b)]!,
        );
      expect(distance("set-cat", "set-dog")).lessThan(distance("set-cat", "set-cup"));
      const heatmap = (await draw("rdm", { rdms: ["two"] })).values;
      const [wanted, drawn] = [heatmap.dissimilarity as Float64Array, heatmap.condition_a as string[]];
      const differences = drawn.map((a, pair) => wanted[pair]! - distance(a, (heatmap.condition_b as string[])[pair]!));
      const sum = (list: ArrayLike<number>) => Array.from(list).reduce((total, one) => total + one ** 2, 0);
      const stress = Math.sqrt(sum(differences) / sum(wanted));
      expect(description).contain(`stress ${stress.toFixed(3)};`);
      const squared = await draw("rdm-map", { analysis: "movie", rdms: ["frame 10"] });
      expect(squared.description).contain("root of the dissimilarity: crossnobis");
    });

    it("leave out the fewest conditions with unknown pairs, and take one RDM", async () => {
      const { description, values } = await draw("rdm-map", { rdms: ["one"] });
      // both unknown pairs share a condition
      expect(values.condition).length(7);
      expect(values.condition).not.include("set-cat");
      expect(description).contain("1 condition with unknown dissimilarities left out");
      expect((await caught(draw("rdm-map", { rdms: ["one", "two"] }))).message).match(/one RDM/);
    });
  });

  it("rdm-movie: draw windows in their order, one in so many, on one scale, with all means", async () => {
    const { values, svg, description } = await draw("rdm-movie");
    const starts = Array.from(values.start_s as Float64Array);
    expect(starts).deep.equal([...starts].sort((a, b) => a - b));
    expect(starts).length(30);
    expect(description).contain("one in 2");
    expect(svg.querySelectorAll("image").length).equal(1 + 15);
    const known = (values.mean as Float64Array)[5]! - Math.sin(5 / 6);
    expect((values.mean as Float64Array)[20]! - Math.sin(20 / 6)).closeTo(known, 1e-9);
    expect((await caught(draw("rdm-movie", { analysis: undefined as never }))).message).match(/RDMs of made/);
  });

  it("rdm-evaluation: draw each model once, its tests as dots and each pair from both sides", async () => {
    const { values, svg, description } = await draw("rdm-evaluation");
    expect(values.model).deep.equal(["layer 1", "layer 2", "layer 3", "behaviour"]);
    expect(new Set(Array.from(values.samples as ArrayLike<string>))).deep.equal(new Set(["both"]));
    const filled = [...svg.querySelectorAll("circle")].map((dot) => dot.getAttribute("fill") === "currentColor");
    // above 0: the last two; below the ceiling: the first three by value, of which two by p
    expect(filled).deep.equal([false, false, true, true, true, true, true, false]);
    // 0.2 / 8 of models two apart, 0.2 / 27 of models three apart, and one swatch
    expect(fills(svg, "#0072b2")).equal(3 + 1);
    expect(fills(svg, "#e69f00")).equal(3 + 1);
    expect(description).contain("dots: holm over models; squares: fdr over pairs");
    const sorted = await draw("rdm-evaluation", { order: "value", models: ["layer 2", "behaviour"] });
    expect(sorted.values.model).deep.equal(["behaviour", "layer 2"]);
    expect(fills(sorted.svg, "#0072b2")).equal(1 + 1);
    expect((await caught(draw("rdm-evaluation", { order: "size" }))).message).match(/size/);
  });

  it("identification-map: draw every cell, the best in red, adjacency at the diagonal, the rest as numbers", async () => {
    const { values, svg, description } = await draw("identification-map");
    expect(values.accuracy).length(55 + 1);
    const best = Array.from(values.is_best as ArrayLike<boolean>).flatMap((is, row) => (is ? [row] : []));
    expect(new Set(best.map((row) => (values.lower as Float64Array)[row]))).deep.equal(new Set([0.2]));
    expect(description).contain("best 0.950").contain("raw 0.700, rank 0.800");
    expect(description).contain("inside of the training subjects 0.850");
    expect(texts(svg)).include.members(["A", "E", "best: 0.950"]);
    expect(svg.querySelectorAll('rect[shape-rendering="crispEdges"]').length).equal(56);
  });

  it("searchlight-map: draw both slices of each model on one scale, and mark what has no value", async () => {
    const { values, svg, description } = await draw("searchlight-map");
    expect(svg.querySelectorAll("image").length).equal(1 + 2 * 2);
    expect(svg.querySelectorAll('path[fill="url(#searchlight-map-none)"]').length).equal(4);
    expect(texts(svg)).include.members(["animals", "things", "z = 0 mm", "z = 4 mm", "no value"]);
    expect(description).contain("2 slices along z").contain("4 values: too few channels");
    expect(Array.from(values.value as Float64Array).filter(Number.isNaN)).length(4);
    const one = await draw("searchlight-map", { models: ["things"] });
    expect(new Set(Array.from(one.values.map as ArrayLike<string>))).deep.equal(new Set(["things"]));
  });

  it("encoder-map: draw cells as dots, from all spaces together, and say which have no place", async () => {
    const { values, svg, description } = await draw("encoder-map");
    expect(values.channel_index).deep.equal(Int32Array.from([0, 1, 2, 3, 4]));
    expect((values.value as Float64Array)[1]).closeTo(0.16, 1e-12);
    expect(svg.querySelectorAll("circle").length).equal(5);
    expect(svg.querySelectorAll('circle[fill="none"]').length).equal(1);
    expect(description).contain("5 places, x to the right, y upwards, seen along z");
    expect(description).contain("predicted from behaviour, states").contain("1 value without a place");
  });
});
