import { expect } from "chai";
import fc from "fast-check";
import { listedNames } from "../../src/identities/listed-names.js";
import { assignSlots } from "../../src/published/assign-slots.js";
import { isListed, nameColumns } from "../../src/published/name-columns.js";
import { nearestLabels } from "../../src/published/nearest-label.js";

const listed = listedNames();
const anyLabel = fc.option(
  fc.oneof(
    fc.constantFrom(...listed),
    fc.constantFrom("AVA", "VB02", "SAAD?", "merge", "", "0", "17"),
    fc.string({ maxLength: 6 }),
  ),
  { nil: null },
);
const labels = fc.array(anyLabel, { maxLength: 40 });
const namesOf = (...args: Parameters<typeof nameColumns>) => nameColumns(...args).map(({ neuron }) => neuron);

describe("published: nearestLabels", () => {
  const alone: readonly (readonly [string, string])[] = [
    ["VB02", "VA12"],
    ["VB01", "VB11"],
    ["AS01", "AS11"],
    ["AS02", "AS1"],
    ["VC01", "VA11"],
    ["VD03", "VD13"],
    ["DA05", "DA1"],
    ["CANL", "AINL"],
    ["CANR", "AINR"],
    ["AWCON", "AWCL"],
    ["AWCOFF", "AWCL"],
    ["glia", "ADAL"],
    ["??", "ADAL"],
    ["AVAL", "AVAL"],
    ["AVA?L", "AVAL"],
  ];
  for (const [label, name] of alone) {
    it(`makes ${name} of ${label} while all names are free`, () => {
      expect(nearestLabels([label])).to.deep.equal([name]);
    });
  }

  it("gives each name once: a second URADL pushes the true URADR on", () => {
    expect(nearestLabels(["URADL", "URADL", "URADR"])).to.deep.equal(["URADL", "URADR", "URAVR"]);
  });

  it("leaves numbers and missing labels", () => {
    expect(nearestLabels(["12", null, "0", "²"])).to.deep.equal(["12", null, "0", "²"]);
  });

  it("has none left after 300 labels", () => {
    const many = nearestLabels(new Array<string>(301).fill("AVAL"));
    expect(new Set(many.slice(0, 300))).to.deep.equal(new Set(listed));
    expect(many[300]).to.equal("AVAL");
  });

  it("never uses a name twice", () => {
    fc.assert(
      fc.property(labels, (some) => {
        const names = nearestLabels(some).filter((name) => name !== null && isListed(name));
        return new Set(names).size === names.length;
      }),
    );
  });
});

describe("published: nameColumns", () => {
  it("takes zeros out, but not a last one, and of numbers none", () => {
    const found = nameColumns(["VB01", "VA10", "AS01", "10", "VB010"], "plain");
    expect(found.map(({ neuron, rule }) => [neuron, rule])).to.deep.equal([
      ["VB1", "zeros-removed"],
      ["VA10", "exact"],
      ["AS1", "zeros-removed"],
      ["0", "number"],
      ["4", "number"],
    ]);
  });

  it("numbers what has no name by its place among the sorted ids, not by its column", () => {
    // sorted: "0", "10", "2", "9", "AVAL"
    expect(namesOf(["9", "AVAL", "10", "2", "0"], "plain")).to.deep.equal(["3", "AVAL", "1", "2", "0"]);
  });

  it("writes the position where a label is missing, and keeps the first of equal ids", () => {
    const found = nameColumns(["AVAL", null, "AVAL", "1"], "plain");
    expect(found.map(({ id, neuron }) => [id, neuron])).to.deep.equal([
      ["AVAL", "AVAL"],
      ["1", "0"],
      ["AVAL", null],
      ["1", null],
    ]);
    expect(found[2]!.rule).to.equal("repeated-id");
  });

  it("makes numbers of merge and of what is no word", () => {
    expect(namesOf(["merge", "AVA-L", "AVAL?", "", "avaL"], "plain")).to.deep.equal(["4", "1", "2", "0", "3"]);
  });

  it("gives the name that two ids come to to the first", () => {
    expect(namesOf(["VB1", "VB01"], "plain")).to.deep.equal(["1", "VB1"]);
  });

  it("sorts by code point, upper case first", () => {
    const places = nameColumns(["b", "a", "B", "10", "9"], "plain").map(({ sortedPosition }) => sortedPosition);
    expect(places).to.deep.equal([4, 3, 2, 0, 1]);
  });

  it("says which labels the nearest-label rule replaced", () => {
    const found = nameColumns(["AVAL", "VB02", "3"], "nearest-label");
    expect(found.map(({ replacedBy }) => replacedBy)).to.deep.equal([null, "VA12", null]);
    expect(found[1]).to.include({ label: "VB02", id: "VA12", neuron: "VA12", rule: "nearest-label" });
  });

  it("gives a class to the left, then the right, and takes the name from a true left neuron", () => {
    const found = nameColumns(["AVAL", "AVAR", "AVA", "RIM", "", "", "glia", "RIML"], "class-to-left-then-right");
    // sorted: "", AVA, AVAL, AVAR, RIM, RIML, glia; unlabelled ones fall together
    expect(found.map(({ neuron, rule }) => [neuron, rule])).to.deep.equal([
      ["2", "number"],
      ["AVAR", "exact"],
      ["AVAL", "left"],
      ["RIML", "left"],
      ["0", "number"],
      [null, "repeated-id"],
      ["6", "number"],
      ["5", "number"],
    ]);
  });

  it("gives a class to the right where the left is taken", () => {
    // "AVA" cannot come after "AVAL", but a class of another spelling can
    expect(namesOf(["AIB", "AIBL", "AIBR"], "class-to-left-then-right")).to.deep.equal(["AIBL", "1", "AIBR"]);
  });

  it("gives every kept column a name of its own", () => {
    fc.assert(
      fc.property(labels, fc.constantFrom("plain", "nearest-label", "class-to-left-then-right"), (some, naming) => {
        const names = namesOf(some, naming as "plain").filter((name) => name !== null);
        return new Set(names).size === names.length;
      }),
    );
  });
});

describe("published: assignSlots", () => {
  it("is the place in the list for names, and the free places in order for numbers", () => {
    const slots = assignSlots(["10", "AS1", "ADAL", "9"]);
    expect(Object.fromEntries(slots)).to.deep.equal({ ADAL: 0, AS1: 28, "9": 1, "10": 2 });
  });

  it("gives no slot twice, and none beyond 300", () => {
    const neurons = [...listed.slice(0, 290), ...Array.from({ length: 20 }, (_, index) => String(index))];
    const slots = [...assignSlots(neurons).values()];
    expect(slots).to.have.length(300);
    expect(new Set(slots).size).to.equal(300);
    expect(Math.max(...slots)).to.equal(299);
  });
});
