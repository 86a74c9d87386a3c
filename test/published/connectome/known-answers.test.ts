import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { readPairTable } from "../../../src/datasets/connectome/pair-table.js";
import { consensusCsv } from "../../../src/export/consensus-csv.js";
import { listedNames } from "../../../src/identities/listed-names.js";
import { fileSource } from "../../../src/node/file-source.js";
import { consensusRow, publishedConsensus } from "../../../src/published/connectome-consensus.js";
import { connectomeCounts } from "../../../src/published/connectome-counts.js";
import { publishedConnectome } from "../../../src/published/connectome-edges.js";
import { publishedNodes } from "../../../src/published/connectome-nodes.js";
import { connectomeRules } from "../../../src/published/connectome-rules.js";
import { type PublishedWiring, publishedWiring } from "../../support/published-wiring.js";
import { realData } from "../../support/real-data.js";

/** Neurons, directed edges, chemical edges, chemical weight, gap pairs, self pairs, gap weight. */
const content: Readonly<Record<string, readonly number[]>> = {
  cook2019: [236, 4085, 3038, 17676, 846, 11, 3833],
  chklovskii: [215, 2079, 1537, 3822, 339, 2, 520],
  openworm: [299, 3142, 2279, 6465, 557, 5, 944.5],
  white1986_whole: [299, 3145, 2266, 6509, 569, 6, 965],
  white1986_n2u: [180, 1848, 1414, 3740, 264, 2, 331],
  white1986_jsh: [178, 1783, 1291, 3702, 286, 2, 757],
  white1986_jse: [34, 94, 94, 261, 0, 0, 0],
  witvliet2020_7: [180, 2364, 1944, 6587, 267, 6, 369],
  witvliet2020_8: [180, 2371, 1933, 7099, 304, 8, 424],
};

const tables: Readonly<Record<string, string>> = {
  white1986_whole: "white1986/aconnectome_white_1986_whole.csv",
  white1986_n2u: "white1986/aconnectome_white_1986_A.csv",
  white1986_jsh: "white1986/aconnectome_white_1986_L4.csv",
  witvliet2020_7: "witvliet2020/aconnectome_witvliet_2020_7.csv",
  witvliet2020_8: "witvliet2020/aconnectome_witvliet_2020_8.csv",
};
const others: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  witvliet2020_7: { n_edges: 2366, n_gap_pairs: 268, gap_weight: 371 },
  witvliet2020_8: { n_edges: 2376, n_chemical: 1936, chemical_weight: 7108 },
};

const product = "celegans/simeon2024_product/consensus_connectome_trimmed_";

describe("published: the connectomes of the product", () => {
  let wiring: ReadonlyMap<string, PublishedWiring>;
  before(async function () {
    this.timeout(30_000);
    wiring = await publishedWiring(this);
  });

  for (const [annotation, counts] of Object.entries(content)) {
    it(`${annotation} has the published numbers`, () => {
      const made = connectomeCounts(wiring.get(annotation)!.edges);
      const { n_neurons, n_edges, n_chemical, chemical_weight, n_gap_pairs, n_gap_self, gap_weight } = made;
      const found = [n_neurons, n_edges, n_chemical, chemical_weight, n_gap_pairs, n_gap_self, gap_weight];
      expect(found).to.deep.equal(counts);
    });
  }

  it("funconn has the published numbers", () => {
    const { n_neurons, n_edges, n_gap_pairs } = connectomeCounts(wiring.get("funconn")!.edges);
    expect([n_neurons, n_edges, n_gap_pairs]).to.deep.equal([167, 11175, 0]);
  });

  for (const [annotation, file] of Object.entries(tables)) {
    it(`${annotation} in the edition of wormneuroatlas ${annotation in others ? "differs" : "is the same"}`, async function () {
      const path = realData(this, `celegans/${file}`);
      const list = await readPairTable(await fileSource(path), {
        columns: ["pre", "post", "type", "synapses"],
        delimiter: "\t",
      });
      const rows = list.map(({ fields }) => ({
        pre: fields.pre!,
        post: fields.post!,
        type: fields.type!,
        weight: fields.synapses!,
      }));
      const { edges } = publishedConnectome(rows, connectomeRules[annotation]!);
      const { n_edges, n_chemical, chemical_weight, n_gap_pairs, gap_weight } = connectomeCounts(edges);
      const other = others[annotation];
      if (!other) expect(edges).to.deep.equal(wiring.get(annotation)!.edges);
      else expect({ n_edges, n_chemical, chemical_weight, n_gap_pairs, gap_weight }).to.include(other);
    });
  }

  for (const functional of [true, false]) {
    it(`make the product's consensus ${functional ? "with" : "without"} the functional layer byte for byte`, async function () {
      const file = realData(this, `${product}${functional ? "with" : "no"}func.csv`);
      const rows = publishedConsensus(edgesOf(wiring), { functional }).map(consensusRow);
      const text = [...consensusCsv(rows, { functional })].join("");
      const published = await readFile(file, "utf8");
      const [lines, expected] = [text.split("\n"), published.split("\n")];
      const differing = expected.filter((line, index) => line !== lines[index]);
      expect(differing.slice(0, 3)).to.deep.equal([]);
      expect(text === published).to.equal(true);
    });
  }

  it("have the nodes of the product's node table as it stands", async function () {
    const text = await readFile(realData(this, "celegans/neurons/neuron_master_sheet.csv"), "utf8");
    const [head, ...lines] = text.trim().split(/\r?\n/);
    const columns = head!.split(",");
    const rows = lines.map((line) =>
      Object.fromEntries(line.split(",").map((field, index) => [columns[index]!, field])),
    );
    const nodes = publishedNodes();
    expect(nodes.map(({ node_label }) => node_label)).to.deep.equal(rows.map(({ label }) => label).sort());
    expect(nodes.map(({ node_index }) => node_index)).to.deep.equal([...nodes.keys()]);
    for (const row of rows) {
      const node = nodes.find(({ node_label }) => node_label === row.label)!;
      expect([node.node_class, node.node_type, node.neurotransmitter]).to.deep.equal([
        row.class,
        row.type,
        row.neurotransmitter,
      ]);
      expect([node.x_pos, node.y_pos, node.z_pos]).to.deep.equal([Number(row.x), Number(row.y), Number(row.z)]);
    }
    expect([0, 1, 2, 3].map((code) => nodes.filter(({ y }) => y === code).length)).to.deep.equal([79, 116, 20, 85]);
    expect(new Set(nodes.map(({ neurotransmitter }) => neurotransmitter))).to.include.keys("ACh", "Ach");
  });

  it("have the edge sets that the product's data_sources name", async function () {
    const names = listedNames();
    const text = await readFile(realData(this, `${product}withfunc.csv`), "utf8");
    const published = new Map<string, Set<string>>();
    for (const line of text.trim().split("\n").slice(1)) {
      const [from, to] = line.split(",");
      for (const [, source] of line.slice(line.indexOf("[")).matchAll(/'([^']+)'/g)) {
        published.set(source!, (published.get(source!) ?? new Set()).add(`${from} ${to}`));
      }
    }
    expect([...published.keys()].sort()).to.deep.equal([...wiring.keys()].sort());
    for (const [annotation, { edges }] of wiring) {
      const made = new Set(edges.map(({ from, to }) => `${names[from]} ${names[to]}`));
      const expected = published.get(annotation)!;
      expect(made.size, annotation).to.equal(expected.size);
      expect(
        [...made].filter((pair) => !expected.has(pair)),
        annotation,
      ).to.deep.equal([]);
    }
  });
});

function edgesOf(wiring: ReadonlyMap<string, PublishedWiring>) {
  return new Map([...wiring].map(([annotation, { edges }]) => [annotation, edges]));
}
