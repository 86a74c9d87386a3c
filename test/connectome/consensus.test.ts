import { expect } from "chai";
import fc from "fast-check";
import { type ConsensusAnnotation, type ConsensusConnection, consensus } from "../../src/connectome/consensus.js";
import { summarizeConsensus } from "../../src/connectome/consensus-summary.js";
import { madeEdges } from "./made-edges.js";

const both = { kinds: ["chemical", "gap"], neuronsOnly: true } as const;

function annotation(
  id: string,
  family: string,
  rows: readonly string[],
  region: string | null = null,
): ConsensusAnnotation {
  return { id, family, region, edges: madeEdges(id, rows) };
}

/** The connection of a pair in one unit, or over all units. */
function found(all: readonly ConsensusConnection[], pair: string, unit: string | null = "synapses", kind = "chemical") {
  const one = all.find((each) => `${each.pre} ${each.post}` === pair && each.unit === unit && each.kind === kind);
  if (!one) throw new Error(`no ${kind} ${pair} in ${unit}`);
  return one;
}

describe("connectome: consensus", () => {
  it("keeps units apart, and joins them in presence alone", () => {
    const all = consensus(
      [
        annotation("a", "a", ["AVAL AVBL chemical 2 synapses"]),
        annotation("b", "b", ["AVAL AVBL chemical 40 sections", "AVBL AVAL chemical 7 sections"]),
      ],
      both,
    );
    expect(all.map(({ kind, unit, pre, post }) => `${kind} ${unit} ${pre} ${post}`)).to.deep.equal([
      "chemical null AVAL AVBL",
      "chemical null AVBL AVAL",
      "chemical sections AVAL AVBL",
      "chemical sections AVBL AVAL",
      "chemical synapses AVAL AVBL",
    ]);
    expect(found(all, "AVAL AVBL")).to.include({ median: 2, able: 1, standardDeviation: null });
    expect(found(all, "AVAL AVBL", "sections")).to.include({ median: 40, able: 1 });
    expect(found(all, "AVAL AVBL", null)).to.deep.include({
      able: 2,
      observations: ["a", "b"],
      median: null,
      mean: null,
    });
    expect(found(all, "AVBL AVAL", null)).to.deep.include({ able: 2, observations: ["b"] });
  });

  it("takes edges without a unit or a weight for presence alone", () => {
    const [edge] = madeEdges("a", ["AVAL AVBL chemical 2 synapses"]);
    const bare = { id: "a", family: "a", region: null, edges: [{ ...edge!, weight_unit: null }] };
    expect(consensus([bare], both).map(({ unit, observations, median }) => [unit, observations, median])).to.deep.equal(
      [[null, ["a"], null]],
    );
    const listed = { ...bare, edges: [{ ...edge!, weight: null }] };
    const other = annotation("b", "b", ["AVAL AVBL chemical 6 synapses"]);
    expect(found(consensus([listed, other], both), "AVAL AVBL")).to.deep.include({
      observations: ["a", "b"],
      median: 6,
    });
  });

  it("counts a family once, whatever the number of its annotations", () => {
    const all = consensus(
      [
        annotation("a1", "a", ["AVAL AVBL chemical 1 synapses"]),
        annotation("a2", "a", ["AVAL AVBL chemical 1 synapses"]),
        annotation("a3", "a", ["AVAL AVBL chemical 4 synapses"]),
        annotation("b", "b", ["AVAL AVBL chemical 7 synapses"]),
        annotation("c", "c", ["AVBL AVAL chemical 1 synapses"]),
      ],
      both,
    );
    // the family's median is 1, beside it stands the 7 of the other animal
    expect(found(all, "AVAL AVBL")).to.deep.include({
      able: 3,
      observations: ["a", "b"],
      median: 4,
      mean: 4,
      standardDeviation: Math.sqrt(18),
      minimum: 1,
      maximum: 7,
      meanOverAble: 8 / 3,
      annotationsAble: 5,
      annotationsPresent: 4,
    });
  });

  it("joins families that share images: each votes once, and a tie is a connection", () => {
    const joined = (id: string, family: string, rows: readonly string[], region: string | null = null) => ({
      ...annotation(id, family, rows, region),
      observation: "a + b",
    });
    const cells = ["AVAL AVDL chemical 1 synapses", "AVBL AVDL chemical 1 synapses"];
    const listing = (weight: number) => [...cells, `AVAL AVBL chemical ${weight} synapses`];
    const three = ["a1", "a2", "a3"].map((id) => joined(id, "a", cells));
    const own = annotation("d", "d", listing(10));
    const of = (...annotations: ConsensusAnnotation[]) => found(consensus([...annotations, own], both), "AVAL AVBL");
    // three lists that rest on each other do not outvote the one of another reader
    expect(of(...three, joined("b", "b", listing(4)))).to.deep.include({
      able: 2,
      observations: ["a + b", "d"],
      median: 7,
      annotationsAble: 5,
      annotationsPresent: 2,
    });
    const c = joined("c", "c", cells);
    expect(of(...three, joined("b", "b", listing(4)), c)).to.deep.include({ able: 2, observations: ["d"], median: 10 });
    // one that looked elsewhere has no vote; weights are the median of the families'
    const tail = { ...c, region: "tail" };
    expect(of(joined("b", "b", listing(4)), three[0]!, tail)).to.deep.include({ observations: ["a + b", "d"] });
    const weighed = of(joined("b", "b", listing(4)), joined("b2", "b", listing(4)), joined("c", "c", listing(6)));
    expect(weighed).to.deep.include({ able: 2, minimum: 5, maximum: 10 });
    expect(found(consensus([tail, own], both), "AVAL AVBL")).to.include({ able: 2, absentOutside: 1 });
  });

  it("asks only observations in which both cells occur", () => {
    const all = consensus(
      [
        annotation("a", "a", ["AVAL AVBL chemical 2 synapses"]),
        annotation("b", "b", ["AVAL AVDL chemical 1 synapses", "AVBL AVDL gap 1 synapses"]),
        annotation("c", "c", ["AVAL AVDL chemical 1 synapses"]),
        annotation("d", "d", ["AVAL AVBL gap 1 synapses"]),
      ],
      both,
    );
    // b has AVBL by a gap junction; c has no AVBL; d has no chemical layer at all
    expect(found(all, "AVAL AVBL")).to.deep.include({ able: 2, observations: ["a"] });
    expect(found(all, "AVAL AVBL", "synapses", "gap")).to.deep.include({ able: 2, observations: ["d"] });
  });

  it("takes the vote of a family, in which a part of the animal says nothing of another part", () => {
    const rows = ["AVAL AVDL chemical 1 synapses", "AVBL AVDL chemical 1 synapses"];
    const listing = [...rows, "AVAL AVBL chemical 3 synapses"];
    const whole = annotation("whole", "a", listing);
    const headless = annotation("tail", "a", rows, "tail");
    expect(
      found(consensus([whole, headless, { ...headless, id: "tail 2" }], both), "AVAL AVBL").observations,
    ).to.deep.equal(["a"]);
    const outvoted = ["w2", "w3"].map((id) => annotation(id, "a", rows));
    const lost = found(consensus([whole, ...outvoted], both), "AVAL AVBL");
    expect(lost).to.deep.include({
      able: 1,
      observations: [],
      median: null,
      meanOverAble: null,
      annotationsPresent: 1,
    });
    expect(found(consensus([whole, outvoted[0]!], both), "AVAL AVBL").observations).to.deep.equal(["a"]);
    const head = (id: string, ofRows: readonly string[]) => annotation(id, "a", ofRows, "head");
    const heads = consensus([head("1", listing), head("2", rows), head("3", rows)], both);
    expect(found(heads, "AVAL AVBL").observations).to.deep.equal([]);
  });

  it("tells an absence in a part where nobody saw the connection from one where somebody did", () => {
    const rows = ["AVAL AVDL chemical 1 synapses", "AVBL AVDL chemical 1 synapses"];
    const listing = [...rows, "AVAL AVBL chemical 3 synapses"];
    const elsewhere = consensus([annotation("w", "w", listing), annotation("h", "h", rows, "head")], both);
    expect(found(elsewhere, "AVAL AVBL")).to.include({ able: 2, absentOutside: 1 });
    const inHead = [
      annotation("w", "w", listing),
      annotation("h", "h", rows, "head"),
      annotation("i", "i", listing, "head"),
    ];
    expect(found(consensus(inHead, both), "AVAL AVBL")).to.include({ able: 3, absentOutside: 0 });
    const wholes = consensus([annotation("w", "w", listing), annotation("x", "x", rows)], both);
    expect(found(wholes, "AVAL AVBL")).to.include({ able: 2, absentOutside: 0 });
  });

  it("has a gap junction once, adds rows of an ordered pair, and leaves out what has no settled name", () => {
    const rows = ["AVBL AVAL gap 3 synapses", "AVAL AVBL chemical 1 synapses", "AVAL AVBL chemical 2 synapses"];
    const all = consensus([annotation("a", "a", [...rows, "AVAL ? chemical 9 synapses"])], both);
    expect(
      all.filter(({ unit }) => unit !== null).map(({ kind, pre, post, median }) => [kind, pre, post, median]),
    ).to.deep.equal([
      ["chemical", "AVAL", "AVBL", 3],
      ["gap", "AVAL", "AVBL", 3],
    ]);
  });

  it("takes neurons alone, or all cells; a muscle still tells that its neuron occurs", () => {
    const annotations = [
      annotation("a", "a", ["AVAL dBWML1 chemical 2 synapses"]),
      annotation("b", "b", ["AVAL AVBL chemical 1 synapses"]),
    ];
    expect(consensus(annotations, both).every(({ post }) => post === "AVBL")).to.equal(true);
    const cells = consensus(annotations, { ...both, neuronsOnly: false });
    expect(found(cells, "AVAL dBWML1").observations).to.deep.equal(["a"]);
  });

  it("is the same whatever the order of annotations", () => {
    const annotations = [
      annotation("a", "a", ["AVAL AVBL chemical 2 synapses", "AVAL AVBL gap 1 synapses"]),
      annotation("b", "a", ["AVAL AVBL chemical 5 synapses", "AVBL AVAL chemical 1 synapses"], "head"),
      annotation("c", "c", ["AVAL AVBL chemical 9 sections"]),
    ];
    const expected = consensus(annotations, both);
    fc.assert(
      fc.property(fc.shuffledSubarray(annotations, { minLength: 3 }), (shuffled) => {
        expect(consensus(shuffled, both)).to.deep.equal(expected);
      }),
    );
  });

  it("counts its layers", () => {
    const all = consensus(
      [
        annotation("a", "a", ["AVAL AVBL chemical 2 synapses", "AVAL AVAL chemical 4 synapses"]),
        annotation("b", "b", ["AVAL AVBL chemical 4 synapses"]),
      ],
      both,
    );
    expect(summarizeConsensus(all)).to.deep.equal([
      {
        layer: "chemical:presence",
        n_connections: 2,
        n_self: 1,
        mean_weight: null,
        minimum_weight: null,
        maximum_weight: null,
        n_observations: 2,
        n_unanimous: 1,
        mean_agreement: 0.75,
      },
      {
        layer: "chemical:synapses",
        n_connections: 2,
        n_self: 1,
        mean_weight: 3.5,
        minimum_weight: 3,
        maximum_weight: 4,
        n_observations: 2,
        n_unanimous: 1,
        mean_agreement: 0.75,
      },
    ]);
  });
});
