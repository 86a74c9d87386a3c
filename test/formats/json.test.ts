import { readFile } from "node:fs/promises";
import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../src/bytes/memory-source.js";
import { type JsonOptions, parseJson, readJson } from "../../src/formats/json.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { realData } from "../support/real-data.js";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, options?: JsonOptions) =>
  readJson(memorySource("folder/a.json", typeof text === "string" ? encode(text) : text), options);
async function failure(text: string | Uint8Array, options?: JsonOptions): Promise<string> {
  const error = await caught(read(text, options));
  expect(error.tag, error.message).to.equal("format");
  expect(error.message).to.include("folder/a.json");
  return error.message;
}

describe("readJson", () => {
  it("reads every value as JSON.parse does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), async (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(await read(text)).to.deep.equal(JSON.parse(text));
      }),
      { numRuns: 1000, seed: 2 },
    );
    expect(await read('\ufeff [1, -0.5e+3, "\\u00e9\\n", true, null, {}] \r\n')).to.deep.equal([
      1,
      -500,
      "é\n",
      true,
      null,
      {},
    ]);
  });

  it("says line and column of broken grammar", async () => {
    expect(await failure('{"a": 1,\n "b": }'))
      .to.include("line 2, column 7")
      .and.include("a value")
      .and.include('"}"');
    expect(await failure('{"a": 1'))
      .to.include("line 1, column 8")
      .and.include("end of the file");
    expect(await failure(""))
      .to.include("line 1, column 1")
      .and.include("end of the file");
    expect(await failure("[1, 2] x"))
      .to.include("line 1, column 8")
      .and.include("the end");
    expect(await failure("[1 2]")).to.include("line 1, column 4");
    expect(await failure("{a: 1}")).to.include("a key in double quotes");
    for (const text of [
      "[1,]",
      '{"a":1,}',
      "[01]",
      "[1.]",
      "[.5]",
      "[+1]",
      "['a']",
      '["a\nb"]',
      '["\\x"]',
      '["\\u12g4"]',
      '["a',
      "nul",
      "[NaN]",
      "[-]",
      "[Infinity]",
      "}",
      "]",
      '{"a"}',
      '{"a",1}',
      "[1}",
      "\u00a01",
      "\v1",
    ]) {
      expect(() => JSON.parse(text), text).to.throw();
      await failure(text);
    }
  });

  it("refuses exactly what JSON.parse refuses, twice-named keys and __proto__ aside", () => {
    const text = fc.string({ unit: fc.constantFrom(...'[]{}:,"\\u0e1.-+ntrufalse \n\t'.split("")), maxLength: 12 });
    fc.assert(
      fc.property(text, (candidate) => {
        let good = true;
        try {
          JSON.parse(candidate);
        } catch {
          good = false;
        }
        let ours = true;
        try {
          parseJson("a", candidate);
        } catch (error) {
          ours = (error as Error).message.includes("once");
        }
        expect(ours).to.equal(good);
      }),
      { numRuns: 5000, seed: 4 },
    );
  });

  it("refuses keys that stand twice, and __proto__ in any writing", async () => {
    expect(await failure('{"a": 1,\n"a": 2}'))
      .to.include("line 2, column 1")
      .and.include("once");
    expect(await failure('{"a": 1, "\\u0061": 2}')).to.include("once");
    for (const key of ["__proto__", "\\u005f_proto__"]) {
      expect(await failure(`[{"${key}": {"polluted": 1}}]`)).to.include("another key");
    }
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    expect(await read('[{"a": 1}, {"a": {"a": 2}}]')).to.deep.equal([{ a: 1 }, { a: { a: 2 } }]);
    expect(await read('"__proto__"')).to.equal("__proto__");
  });

  it("bounds depth and size", async () => {
    expect(await read("[".repeat(200) + "]".repeat(200))).to.be.an("array");
    expect(await failure("[".repeat(201) + "]".repeat(201)))
      .to.include("at most 200")
      .and.include("column 201");
    expect(await failure('{"a":'.repeat(1e6))).to.include("at most 200");
    expect(await failure("[[1]]", { maxDepth: 1 })).to.include("column 2");
    expect(await failure("[1, 2]", { maxBytes: 5 })).to.include("6 bytes");
    expect(await read(`"${"x".repeat(3e6)}"`)).to.have.length(3e6);
  });

  it("says where text is no UTF-8", async () => {
    expect(await failure(new Uint8Array([...encode('["é",\n"'), 0xc3, 0x28])))
      .to.include("line 2, column 2")
      .and.include("c3 28");
    expect(await failure(new Uint8Array([...encode('["a"]'), 0xe2, 0x82])))
      .to.include("column 6")
      .and.include("e2 82");
  });

  it("reads real files as JSON.parse does", async function () {
    for (const name of ["2022-08-02-01_neurons.json", "2022-08-02-01_time_trace.json"]) {
      const path = realData(this, `celegans/flavell2023_export/${name}`);
      const value = await readJson(await fileSource(path));
      expect(JSON.stringify(value)).to.equal(JSON.stringify(JSON.parse(await readFile(path, "utf8"))));
    }
  });
});
