import { expect } from "chai";
import { consensus } from "../../src/operations/consensus.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { madeEdges } from "../connectome/made-edges.js";
import { caught } from "../support/caught.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

interface Made {
  readonly family?: string;
  readonly sex?: string | null;
  readonly stage?: string | null;
  readonly region?: string | null;
  readonly rows: readonly string[];
}

const pair = "AVAL AVBL chemical 2 synapses";

/** The tables of annotations as readers write them. */
function made(annotations: Readonly<Record<string, Made>>): TableBatch[] {
  return Object.entries(annotations).flatMap(
    ([id, { family = id, sex = "hermaphrodite", stage = "adult", region = null, rows }]) => [
      batchOf("connectomes", [{ connectome_id: id, family, sex, stage, region, weight_unit: "synapses" }]),
      batchOf("edges", [...madeEdges(id, rows)]),
    ],
  );
}

async function corrected(annotations: Readonly<Record<string, Made>>, params: unknown = {}) {
  const rows = rowsFrom(await batchesFrom(consensus, made(annotations), params), "consensus_connections");
  return rows.map(
    (row) => `${row.kind} ${row.scope} ${row.pre} ${row.post} ${row.n_present}/${row.n_able} ${row.families}`,
  );
}

/** Published edges such as "AVAL AVBL 1 2": gap, chemical. */
function publishedEdges(annotation: string, rows: readonly string[]): TableBatch {
  const edges = rows.map((text) => {
    const [from_neuron, to_neuron, gap, chemical] = text.split(" ");
    return { annotation, from_neuron, to_neuron, gap_weight: Number(gap), chem_weight: Number(chemical) };
  });
  return batchOf("published_edges", edges as never);
}

describe("operations: consensus", () => {
  it("takes adult hermaphrodites, families as observations, chemical synapses and gap junctions", async () => {
    const found = await corrected({
      a: { rows: [pair, "AVAL dBWML1 neuromuscular 3 synapses"] },
      b: { family: "a", rows: [pair] },
      c: { rows: [pair], stage: "adult, about 50 hours after birth" },
      d: { rows: [pair], stage: null, sex: null },
      male: { rows: [pair], sex: "male" },
      young: { rows: [pair], stage: "L4" },
      functional: { rows: ["AVAL AVBL functional 2 dF/F"] },
    });
    const families = '["a","c","d"]';
    expect(found).to.deep.equal([
      `chemical presence AVAL AVBL 3/3 ${families}`,
      `chemical synapses AVAL AVBL 3/3 ${families}`,
    ]);
  });

  it("takes what the parameters ask for", async () => {
    const annotations = {
      a: { rows: [pair, "AVAL dBWML1 neuromuscular 3 synapses"] },
      b: { rows: ["AVBL AVAL gap 1 synapses"], stage: "L1" },
      male: { rows: [pair], sex: "male" },
    };
    expect(await corrected(annotations, { stage: "any", kinds: ["gap"] })).to.deep.equal([
      'gap presence AVAL AVBL 1/1 ["b"]',
      'gap synapses AVAL AVBL 1/1 ["b"]',
    ]);
    expect((await corrected(annotations, { sex: "male" }))[0]).to.equal('chemical presence AVAL AVBL 1/1 ["male"]');
    const muscles = await corrected(annotations, { kinds: ["neuromuscular"], cells: "all" });
    expect(muscles).to.include('neuromuscular synapses AVAL dBWML1 1/1 ["a"]');
    const joined = { ...annotations, c: { rows: [pair] } };
    expect((await corrected(joined, { same_animals: [["a", "c"]] }))[0]).to.equal(
      'chemical presence AVAL AVBL 1/1 ["a + c"]',
    );
    expect((await corrected(joined, { connectomes: ["c"] }))[0]).to.equal('chemical presence AVAL AVBL 1/1 ["c"]');
  });

  it("counts annotations whose images are shared as one observation, unless told otherwise", async () => {
    const annotations = {
      cook: { family: "cook2019_hermaphrodite", rows: ["AVAL AVBL chemical 9 sections"] },
      white: { family: "white1986", rows: [pair] },
      other: { rows: [pair] },
    };
    const presence = async (params: unknown, made: Readonly<Record<string, Made>> = annotations) =>
      (await corrected(made, params)).filter((row) => row.includes("presence"));
    expect(await presence({})).to.deep.equal([
      'chemical presence AVAL AVBL 2/2 ["cook2019_hermaphrodite + white1986","other"]',
    ]);
    expect(await presence({ same_animals: [] })).to.deep.equal([
      'chemical presence AVAL AVBL 3/3 ["cook2019_hermaphrodite","other","white1986"]',
    ]);
    const { cook, other } = annotations;
    expect(await presence({}, { cook, other })).to.deep.equal([
      'chemical presence AVAL AVBL 2/2 ["cook2019_hermaphrodite","other"]',
    ]);
    expect(await presence({ connectomes: ["white"] })).to.deep.equal(['chemical presence AVAL AVBL 1/1 ["white1986"]']);
  });

  it("takes a region that is the whole animal for all of it", async () => {
    const rows = ["AVAL AVDL chemical 1 synapses", "AVBL AVDL chemical 1 synapses"];
    const tables = (region: string) => made({ a: { rows: [...rows, pair] }, b: { rows, region } });
    const outside = async (region: string) => {
      const found = rowsFrom(await batchesFrom(consensus, tables(region)), "consensus_connections");
      const { n_absent_outside, agreement, agreement_in_region } = found.find(({ post }) => post === "AVBL")!;
      return [n_absent_outside, agreement, agreement_in_region];
    };
    expect(await outside("whole animal")).to.deep.equal([0, 0.5, 0.5]);
    expect(await outside("head")).to.deep.equal([1, 0.5, 1]);
  });

  it("takes one annotation alone, and leaves out empty ones, weights of 0 and unsettled names", async () => {
    const rows = [pair, "AVBL AVAL chemical 0 synapses", "AVAL ? chemical 3 synapses", "CANL CANR gap 1 synapses"];
    expect(await corrected({ a: { rows }, functional: { rows: ["AVAL AVBL functional 1 dF/F"] } })).to.deep.equal([
      'chemical presence AVAL AVBL 1/1 ["a"]',
      'chemical synapses AVAL AVBL 1/1 ["a"]',
      'gap presence CANL CANR 1/1 ["a"]',
      'gap synapses CANL CANR 1/1 ["a"]',
    ]);
    const zeros = { rows: ["AVAL AVBL chemical 0 synapses"] };
    expect(await corrected({ a: { rows: [pair] }, zeros })).to.deep.equal([
      'chemical presence AVAL AVBL 1/1 ["a"]',
      'chemical synapses AVAL AVBL 1/1 ["a"]',
    ]);
    expect(await corrected({ zeros })).to.deep.equal([]);
  });

  it("has the connections of annotations that share no cell, each seen by the one that could", async () => {
    const found = await corrected({ a: { rows: [pair] }, b: { rows: ["RIML RIMR chemical 2 synapses"] } });
    expect(found.filter((row) => row.includes("presence"))).to.deep.equal([
      'chemical presence AVAL AVBL 1/1 ["a"]',
      'chemical presence RIML RIMR 1/1 ["b"]',
    ]);
  });

  it("refuses what cannot be meant", async () => {
    const problem = async (params: unknown) => (await caught(corrected({ a: { rows: [pair] } }, params))).message;
    expect(await problem({ connectomes: ["b"] })).to.match(/no connectome named "b"/);
    expect(await problem({ sex: "male" })).to.match(/annotations with chemical or gap connections, male, stage adult/);
    expect(await problem({ kinds: ["functional"] })).to.match(/kinds/);
    expect(await problem({ same_animals: [["a", "b"]] })).to.match(/no family named "b".*a/);
    expect(
      await problem({
        same_animals: [
          ["a", "white1986"],
          ["a", "cook2019_hermaphrodite"],
        ],
      }),
    ).to.match(/same_animals: expected each family once, found a twice/);
    expect(await problem({ same_animals: [["a"]] })).to.match(/same_animals/);
    expect(await problem({ mode: "published" })).to.match(/published_edges.*prepare ID --mode published/);
  });

  it("refuses published edges that the product cannot have", async () => {
    const problem = async (annotation: string, row: string) =>
      (await caught(batchesFrom(consensus, [publishedEdges(annotation, [row])], { mode: "published" }))).message;
    expect(await problem("cook2020", "AVAL AVBL 4 0")).to.match(/published annotation named "cook2020".*cook2019/);
    expect(await problem("cook2019", "AS01 AVBL 4 0")).to.match(/list of 300 named "AS01".*AS1/);
    expect(await problem("cook2019", "CANL AVBL 4 0")).to.match(/list of 300 named "CANL"/);
  });

  it("gives the published consensus, with its layers counted, and notes what it lacks", async () => {
    const tables = [
      publishedEdges("cook2019", ["AVAL AVBL 4 0", "AVBL AVAL 4 0", "AVAL AVAL 0 6"]),
      publishedEdges("openworm", ["AVAL AVBL 1 3", "AVBL AVAL 1 0"]),
      publishedEdges("funconn", ["ADAL ADAR 0 -0.5"]),
    ];
    const batches = await batchesFrom(consensus, tables, { mode: "published" });
    const rows = rowsFrom(batches, "consensus_edges");
    expect(rows.map((row) => Object.values(row).join("|"))).to.deep.equal([
      'ADAL|ADAR||||-0.5|["funconn"]',
      'AVAL|AVAL||6|||["cook2019"]',
      `AVAL|AVBL|2.5|3|${(1 - 0.9) * 1.5}||["cook2019","openworm"]`,
      'AVBL|AVAL|2.5||||["cook2019","openworm"]',
    ]);
    const layers = rowsFrom(batches, "consensus_summaries");
    expect(
      layers.map(({ layer, n_connections, n_self, mean_weight }) => [layer, n_connections, n_self, mean_weight]),
    ).to.deep.equal([
      ["gap", 1, 0, 2.5],
      ["chemical", 2, 1, 4.5],
      ["functional", 1, 0, -0.5],
      ["uncertainty", 1, 0, (1 - 0.9) * 1.5],
    ]);
    const without = await batchesFrom(consensus, tables, { mode: "published", functional: false });
    expect(rowsFrom(without, "consensus_edges").length).to.equal(3);
    const complete = await batchesFrom(consensus, tables, { mode: "published", complete: true });
    expect(rowsFrom(complete, "consensus_edges").length).to.equal(90_000);
  });
});
