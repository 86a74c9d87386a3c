import { expect } from "chai";
import fc from "fast-check";
import { jsonKeys } from "../../src/formats/json-keys.js";

describe("keys of a JSON object in the order of the text", () => {
  it("stay where JSON.parse moves those that look like numbers", () => {
    const text =
      '{ "a": [1, {"labeled": 0}], "labeled" : {"10": {"x": "}"}, "2":[{"1":1}], "b\\"\\u0063":null ,"1":"\\\\"} }';
    expect(Object.keys(JSON.parse(text).labeled)).to.deep.equal(["1", "2", "10", 'b"c']);
    expect(jsonKeys(text, ["labeled"])).to.deep.equal(["10", "2", 'b"c', "1"]);
    expect(jsonKeys(text, ["labeled", "10"])).to.deep.equal(["x"]);
    expect(jsonKeys(text, [])).to.deep.equal(["a", "labeled"]);
  });

  it("are none where there is no object", () => {
    expect(jsonKeys('{"a": [1]}', ["a"])).to.equal(undefined);
    expect(jsonKeys('{"a": "{"}', ["a"])).to.equal(undefined);
    expect(jsonKeys('{"a": 1}', ["b"])).to.equal(undefined);
    expect(jsonKeys("[1]", [])).to.equal(undefined);
    expect(jsonKeys('{"a": {}}', ["a"])).to.deep.equal([]);
  });

  it("are those that were written, whatever stands between them", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const list = fc.uniqueArray(fc.tuple(fc.string(), value), { selector: ([key]) => key, maxLength: 8 });
    fc.assert(
      fc.property(list, value, fc.constantFrom("", " ", "\n\t"), (pairs, before, gap) => {
        const inner = pairs.map(([key, one]) => `${JSON.stringify(key)}${gap}:${gap}${JSON.stringify(one, null, gap)}`);
        const text = `${gap}{"before":${JSON.stringify(before)},${gap}"it":${gap}{${gap}${inner.join(`${gap},${gap}`)}${gap}}${gap}}`;
        expect(jsonKeys(text, ["it"])).to.deep.equal(pairs.map(([key]) => key));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
