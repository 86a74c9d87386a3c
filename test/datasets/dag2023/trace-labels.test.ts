import { expect } from "chai";
import { labelEntry } from "../../../src/datasets/dag2023/label-entry.js";
import { traceLabels } from "../../../src/datasets/dag2023/trace-labels.js";

const where = { file: "labels.jld2", place: "labels of made" };
const fields = { label: "SAADL", neuron_class: "SAA", LR: "L", DV: "D", confidence: 2.5, region: "", roi_id: [4] };

function entry(roi: number, more: Readonly<Record<string, unknown>> = {}) {
  return labelEntry({ ...fields, roi, ...more }, where);
}

function labelled(entries: readonly ReturnType<typeof entry>[], traces: number, roiMatch: readonly number[] = []) {
  const rules: string[] = [];
  const labels = traceLabels(entries, traces, roiMatch, (rule) => rules.push(rule));
  return { labels, rules };
}

describe("dag2023 label entries", () => {
  it("takes all fields, empty text as silence", () => {
    expect(entry(3)).to.deep.equal({
      roi: 3,
      label: "SAADL",
      nesting: 0,
      neuronClass: "SAA",
      side: "L",
      position: "D",
      confidence: 2.5,
      comment: null,
      neuropalRois: [4],
    });
    expect(entry(3, { region: "could be 38", roi_id: [212, 32] })).to.deep.include({
      comment: "could be 38",
      neuropalRois: [212, 32],
    });
  });

  it("unwraps a nested label", () => expect(entry(1, { label: [["AVAL"]] })).to.include({ label: "AVAL", nesting: 2 }));

  const broken: readonly [string, Readonly<Record<string, unknown>>, RegExp][] = [
    ["without ROI", { roi: undefined }, /the number of a trace, from 1, found roi undefined/],
    ["with ROI 0", { roi: 0 }, /from 1, found roi 0/],
    ["with a broken ROI", { roi: 1.5 }, /found roi 1.5/],
    ["without label", { label: undefined }, /a neuron label, found undefined/],
    ["with two labels", { label: ["AVAL", "AVAR"] }, /a neuron label, found a list of 2/],
    ["with a label nested too deep", { label: [[[[["AVAL"]]]]] }, /a neuron label, found a list of 1/],
    ["with a confidence off the scale", { confidence: 6 }, /0 to 5, found confidence 6 of ROI 1/],
    ["with a confidence that is no number", { confidence: "5" }, /0 to 5/],
  ];
  for (const [what, more, message] of broken) {
    it(`refuses an entry ${what}`, () => expect(() => entry(1, more)).to.throw(message));
  }
});

describe("dag2023 labels of traces", () => {
  it("puts the label of ROI k at column k - 1, confidence from 0 to 1", () => {
    const { labels, rules } = labelled([entry(2)], 3);
    expect(labels).to.deep.equal([undefined, { label: "SAADL", comment: null, confidence: 0.5 }, undefined]);
    expect(rules).to.deep.equal([]);
  });

  it("reports a label beyond the traces and leaves it out", () => {
    const { labels, rules } = labelled([entry(4)], 3);
    expect(labels).to.deep.equal([undefined, undefined, undefined]);
    expect(rules).to.deep.equal(["label-beyond-traces"]);
  });

  it("keeps two labels of one trace as ambiguous", () => {
    const { labels, rules } = labelled(
      [entry(1), entry(1, { label: "AVAL", neuron_class: "AVA", DV: "undefined" })],
      1,
    );
    expect(labels).to.deep.equal([{ label: "SAADL/AVAL" }]);
    expect(rules).to.deep.equal(["several-labels"]);
  });

  it("notes nested labels and fields that contradict the label", () => {
    expect(labelled([entry(1, { label: ["SAADL"] })], 1).rules).to.deep.equal(["nested-label"]);
    expect(labelled([entry(1, { LR: "R" })], 1).rules).to.deep.equal(["label-fields-disagree"]);
    expect(labelled([entry(1, { LR: "missing", DV: "undefined" })], 1).rules).to.deep.equal([]);
  });

  it("compares with the registration, where there is one", () => {
    expect(labelled([entry(2)], 3, [0, 0, 0, 2]).rules).to.deep.equal([]);
    expect(labelled([entry(2)], 3, [0, 0, 2, 0]).rules).to.deep.equal(["roi-match-disagrees"]);
  });
});
