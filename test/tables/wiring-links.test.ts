import { expect } from "chai";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { problemsOf } from "../support/problems-of.js";

const connectome = (id: string, edges: number): TableBatch =>
  batchOf("connectomes", [
    {
      ...{ connectome_id: id, title: "made up", edition: "first", family: "made", method: "made up" },
      ...{ n_cells: 2, n_neurons: 2, n_edges: edges, source_file: "made.csv", citation: "nobody" },
    },
  ]);
const edge = (id: string, index: number): TableBatch =>
  batchOf("edges", [
    {
      ...{ connectome_id: id, edge_index: index, kind: "chemical", symmetric: false },
      ...{ pre: "AVAL", post: "AVBL", pre_source: "AVAL", post_source: "AVBL" },
    },
  ]);

describe("edges and their wiring diagrams", () => {
  it("hold together when every edge belongs to one and the counts agree", async () => {
    const batches = [connectome("a", 2), connectome("b", 0), edge("a", 0), edge("a", 1)];
    expect(await problemsOf({ batches })).to.deep.equal([]);
  });

  it("are refused with an edge of none, another count, a position twice, and without the table", async () => {
    const stray = await problemsOf({ batches: [connectome("a", 1), edge("a", 0), edge("b", 0)] });
    expect(stray.join()).to.match(/connectome_id.*has to be a connectome of the connectomes table.*b/);
    const fewer = await problemsOf({ batches: [connectome("a", 3), edge("a", 0)] });
    expect(fewer.join()).to.match(/n_edges.*has to be the number of its rows in edges.*3 in a, not 1/);
    const twice = await problemsOf({ batches: [connectome("a", 2), edge("a", 0), edge("a", 0)] });
    expect(twice.join()).to.match(/has to be unique/);
    expect((await problemsOf({ batches: [edge("a", 0)] })).join()).to.match(/needs the table connectomes/);
  });
});
