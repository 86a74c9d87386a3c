import { expect } from "chai";
import fc from "fast-check";
import { neuronAliases } from "../../src/identities/aliases.js";
import { duplicateNames } from "../../src/identities/duplicate-names.js";
import { celegansNeurons, neuronByName } from "../../src/identities/neurons.js";
import { resolveNeuron } from "../../src/identities/resolve-neuron.js";
import { paddedClasses, stripZeroPadding } from "../../src/identities/strip-zero-padding.js";

const names = celegansNeurons.map(({ name }) => name);

/** The 64 names that sources pad, by class and highest number. */
const paddedNames = Object.entries({ AS: 9, DA: 9, DB: 7, DD: 6, VA: 9, VB: 9, VC: 6, VD: 9 }).flatMap(
  ([neuronClass, highest]) => Array.from({ length: highest }, (_, index) => `${neuronClass}0${index + 1}`),
);

describe("stripping zero padding", () => {
  it("makes the canonical name of all 64 padded names", () => {
    expect(paddedNames).to.have.length(64);
    const stripped = paddedNames.map(stripZeroPadding);
    expect(stripped.every((name) => neuronByName(name) !== undefined)).to.equal(true);
    expect(new Set(stripped).size).to.equal(64);
    for (const padded of paddedNames) {
      expect(resolveNeuron(padded)).to.include({ name: padded.replace("0", ""), rule: "zero-padding" });
    }
  });

  it("leaves numbers that end in zero, other classes and canonical names alone", () => {
    for (const name of ["VA10", "VB10", "AS10", "VD10", "RID0", "IL02", "I01L", "VB0", "VB00"]) {
      expect(stripZeroPadding(name)).to.equal(name);
    }
    expect(names.map(stripZeroPadding)).to.deep.equal(names);
  });

  it("is idempotent", () => {
    const text = fc.tuple(fc.constantFrom(...paddedClasses, "AVA", "X"), fc.stringMatching(/^[0-9]{0,4}$/));
    fc.assert(
      fc.property(text, ([letters, digits]) => {
        const once = stripZeroPadding(letters + digits);
        expect(stripZeroPadding(once)).to.equal(once);
      }),
    );
  });
});

describe("resolving a label", () => {
  const vectors: readonly [string, Record<string, unknown>][] = [
    ["VB02", { name: "VB2", rule: "zero-padding", neuronClass: "VB" }],
    ["VB10", { name: "VB10", rule: "exact" }],
    ["AS01", { name: "AS1", rule: "zero-padding" }],
    ["avfl", { name: "AVFL", rule: "case", side: "L" }],
    ["CANL", { name: "CANL", rule: "exact", neuronClass: "CAN" }],
    ["glia", { name: null, neuronClass: null, rule: "unknown" }],
    [" AVAL ", { name: "AVAL", rule: "case" }],
    ["IL2V4", { name: "IL2VR", rule: "alias" }],
    ["AWCON", { name: null, neuronClass: "AWC", side: null, rule: "alias", attribute: "ON" }],
    ["AWCoff", { name: null, neuronClass: "AWC", side: null, rule: "alias", attribute: "OFF" }],
    ["AWCL", { name: "AWCL", rule: "exact", attribute: null }],
    ["RID", { name: "RID", rule: "exact", neuronClass: "RID", side: null }],
    ["AVL", { name: "AVL", rule: "exact", neuronClass: "AVL", side: null }],
    ["SAAD?", { name: null, neuronClass: "SAA", position: "D", side: null, rule: "ambiguous" }],
    ["AVAL?", { name: null, neuronClass: "AVA", side: null, rule: "ambiguous" }],
    ["AVA", { name: null, neuronClass: "AVA", side: null, rule: "class" }],
    ["CEPL", { name: null, neuronClass: "CEP", side: "L", position: null, rule: "class" }],
    ["RMED/RID", { name: null, neuronClass: null, rule: "ambiguous" }],
    ["AVAL/glia", { name: null, neuronClass: null, side: null, rule: "ambiguous" }],
    ["?", { name: null, neuronClass: null, rule: "unknown" }],
    ["", { name: null, rule: "unknown" }],
    ["57", { name: null, rule: "unknown" }],
    ["constructor", { name: null, rule: "unknown" }],
  ];
  for (const [label, expected] of vectors) {
    it(`reads "${label}"`, () => expect(resolveNeuron(label)).to.include(expected));
  }

  const candidates: Readonly<Record<string, readonly string[]>> = {
    "SAAD?": ["SAADL", "SAADR"],
    SAAD: ["SAADL", "SAADR"],
    "RMF?": ["RMFL", "RMFR"],
    "SIBV?": ["SIBVL", "SIBVR"],
    "RMDD?": ["RMDDL", "RMDDR"],
    "VB02?": ["VB2"],
    AVA: ["AVAL", "AVAR"],
    NSM: ["NSML", "NSMR"],
    AWCON: ["AWCL", "AWCR"],
    "RMED/RID": ["RMED", "RID"],
    AVAL: ["AVAL"],
    glia: [],
  };
  for (const [label, expected] of Object.entries(candidates)) {
    it(`lists the candidates of "${label}"`, () => {
      expect(resolveNeuron(label).candidates).to.deep.equal(expected);
    });
  }

  it("does not make another neuron of a name by likeness", () => {
    expect(resolveNeuron("VB02").name).to.not.equal("VA12");
    expect(resolveNeuron("CANL").name).to.not.equal("AINL");
    expect(resolveNeuron("URADL").name).to.equal("URADL");
  });

  it("maps every canonical name to itself", () => {
    for (const neuron of celegansNeurons) {
      const { name, neuronClass, side, position } = neuron;
      expect(resolveNeuron(name)).to.include({ name, neuronClass, side, position, rule: "exact" });
    }
  });

  it("is idempotent: the name it gives resolves to itself", () => {
    const label = fc.oneof(fc.constantFrom(...names, ...paddedNames), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(label, fc.constantFrom("", "?", " "), (text, end) => {
        const { name } = resolveNeuron(text + end);
        if (name !== null) expect(resolveNeuron(name)).to.include({ name, rule: "exact" });
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it("never names a neuron for a label with a question mark or several names, and never leaves the list", () => {
    const part = fc.oneof(fc.constantFrom(...names, ...Object.keys(neuronAliases)), fc.string({ maxLength: 6 }));
    const doubted = fc.oneof(
      fc.tuple(part, fc.nat(6)).map(([text, at]) => `${text.slice(0, at)}?${text.slice(at)}`),
      fc.tuple(part, part).map(([a, b]) => `${a}/${b}`),
    );
    fc.assert(
      fc.property(doubted, (label) => {
        const identity = resolveNeuron(label);
        expect(identity.name).to.equal(null);
        for (const name of identity.candidates) expect(neuronByName(name), name).to.not.equal(undefined);
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  it("knows more aliases when given", () => {
    const aliases = { ...neuronAliases, AVA1: { candidates: ["AVAL"], comment: "a made-up name" } };
    expect(resolveNeuron("ava1", { aliases })).to.include({ name: "AVAL", rule: "alias", comment: "a made-up name" });
    expect(resolveNeuron("ava1").rule).to.equal("unknown");
  });

  it("has only aliases whose candidates are neurons and whose names are none", () => {
    for (const [alias, { candidates: open }] of Object.entries(neuronAliases)) {
      expect(neuronByName(alias)).to.equal(undefined);
      expect(open.every((name) => neuronByName(name) !== undefined)).to.equal(true);
    }
  });
});

describe("names that stand twice", () => {
  it("finds each of them once and ignores unsettled ones", () => {
    const found = duplicateNames(["URADL", null, "AVAL", "URADL", null, "URADL"]);
    expect([...found]).to.deep.equal(["URADL"]);
  });
});
