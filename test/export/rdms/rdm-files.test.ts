import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { readRdmFile } from "../../../src/export/rdms/read-rdm-file.js";
import type { ReadRdmOptions } from "../../../src/export/rdms/read-rdms.js";
import { writeHdf5Rdms } from "../../../src/export/rdms/write-hdf5-rdms.js";
import { writeCsvRdm, writeNpyRdms } from "../../../src/export/rdms/write-plain-rdms.js";
import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import type { RdmStack } from "../../../src/rsa/stack/rdm-stack.js";
import { caught } from "../../support/caught.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { writtenHdf5 } from "../../support/hdf5-files.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeMat73 } from "../../support/make-mat73.js";
import { bytesOf, makeNpy as makeTypedNpy } from "../../support/make-npy.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { cell, matrix, numeric, row, structArray } from "../../support/mat-input.js";
import { realData } from "../../support/real-data.js";
import { survive } from "../../support/survive.js";

const x = Number.NaN;
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const read = (name: string, bytes: Uint8Array, options: ReadRdmOptions = {}): Promise<RdmStack> =>
  readRdmFile(memorySource(name, bytes), name, options);
const failure = async (name: string, bytes: Uint8Array, options: ReadRdmOptions = {}) =>
  (await caught(read(name, bytes, options))).message;
const square = [0, 1, 2, 1, 0, 3, 2, 3, 0];
const other = [0, 4, 5, 4, 0, 6, 5, 6, 0];

const told = makeStack({
  conditions: ["a", "b", "c"],
  values: [1, x, 3, 4, 5, 6],
  rdms: [
    {
      id: "one",
      dissimilarity: "crossnobis",
      noise: "none",
      meanRemoved: true,
      descriptors: { subject: "s1", age: 30 },
    },
    { id: "two", transforms: ["ranks"], dissimilarity: "crossnobis", descriptors: { subject: "s2", age: null } },
  ],
  conditionDescriptors: { category: ["face", "face", "house"] },
});

describe("RDMs in NumPy files", () => {
  it("are one matrix, several along either end, or vectors", async () => {
    const stack = await read("folder/model.npy", makeNpy([3, 3], square));
    expect([stack.conditions, [...stack.values], stack.rdms[0]!.id]).to.deep.equal([
      ["1", "2", "3"],
      [1, 2, 3],
      "model",
    ]);
    expect(stack.namedByPosition).to.equal(true);
    const first = await read("m.npy", makeNpy([2, 3, 3], [...square, ...other]));
    expect([[...first.values], first.rdms.map(({ id }) => id)]).to.deep.equal([
      [1, 2, 3, 4, 5, 6],
      ["m-1", "m-2"],
    ]);
    const last = await read(
      "m.npy",
      makeNpy(
        [3, 3, 2],
        square.flatMap((value, index) => [value, other[index]!]),
      ),
    );
    expect([...last.values]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect([...(await read("m.npy", makeNpy([2, 3], [1, 2, 3, 4, 5, 6]))).values]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect([...(await read("m.npy", makeNpy([6], [1, 2, 3, 4, 5, 6]))).values]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect([...(await read("m.npy", makeNpy([1, 3, 3], square))).values]).to.deep.equal([1, 2, 3]);
  });

  it("take names from the caller or from a member", async () => {
    const named = await read("m.npy", makeNpy([3, 3], square), { conditions: ["a", "b", "c"] });
    expect([named.conditions, named.namedByPosition]).to.deep.equal([["a", "b", "c"], undefined]);
    const words = makeTypedNpy({ descr: "<U1", shape: [3] }, bytesOf(Uint32Array.from("pqr", (c) => c.charCodeAt(0))));
    const npz = makeNpz({ v1: makeNpy([3, 3], square), it: makeNpy([3, 3], other), labels: words });
    const all = await read("m.npz", npz);
    expect([all.conditions, all.rdms.map(({ id }) => id)]).to.deep.equal([
      ["p", "q", "r"],
      ["it", "v1"],
    ]);
    expect([...(await read("m.npz", npz, { variable: "v1" })).values]).to.deep.equal([1, 2, 3]);
    expect(await failure("m.npz", npz, { variable: "v2" })).to.match(/nearest: v1/);
    expect(await failure("m.npy", makeNpy([3, 3], square), { conditions: ["a"] })).to.match(/3 ids, .* found 1/);
  });

  it("are refused where they are none", async () => {
    expect(await failure("m.npy", makeNpy([3, 3], [0, 1, 2, 9, 0, 3, 2, 3, 0]))).to.match(
      /m\.npy: array: expected symmetric matrices .* found 3 × 3: 1 at \(0, 1\) and 9 at \(1, 0\)/,
    );
    expect(await failure("m.npy", makeNpy([3, 3], [1, 1, 2, 1, 1, 3, 2, 3, 1]))).to.match(/1 on the diagonal/);
    expect(await failure("m.npy", makeNpy([2, 4], [1, 2, 3, 4, 5, 6, 7, 8]))).to.match(/<f8 2 × 4; an RDM is/);
    expect(await failure("m.npy", makeNpy([2, 2, 2], [0, 0, 0, 0, 0, 0, 0, 0]))).to.match(/tell RDMs from conditions/);
    const large = makeTypedNpy({ descr: "<i8", shape: [3] }, bytesOf(BigInt64Array.of(1n, 2n, 2n ** 60n)));
    expect(await failure("m.npy", large)).to.match(/numbers that float64 holds/);
    const mixed = makeNpz({ a: makeNpy([3], [1, 2, 3]), b: makeNpy([6], [1, 2, 3, 4, 5, 6]) });
    expect(await failure("m.npz", mixed)).to.match(/3 conditions as in a, found 4; choose one of a, b/);
  });

  it("are written so that NumPy and we read them", async () => {
    const stack = await read("m.npy", writeNpyRdms(told));
    expect([...stack.values]).to.deep.equal([1, x, 3, 4, 5, 6]);
  });
});

describe("RDMs in CSV files", () => {
  it("have names around them, above them, or none", async () => {
    const around = await read("m.csv", text(",a,b,c\na,0,1,2\nb,1,0,\nc,2,,0\n"));
    expect([around.conditions, [...around.values]]).to.deep.equal([
      ["a", "b", "c"],
      [1, 2, x],
    ]);
    const above = await read("m.csv", text("a,b,c\n0,1,2\n1,0,3\n2,3,0\n"));
    expect([above.conditions, [...above.values]]).to.deep.equal([
      ["a", "b", "c"],
      [1, 2, 3],
    ]);
    const bare = await read("m.csv", text("0,1,2\n1,0,3\n2,3,0\n"));
    expect([bare.namedByPosition, [...bare.values]]).to.deep.equal([true, [1, 2, 3]]);
    const numbered = await read("m.csv", text(",1,2,3\n1,0,1,2\n2,1,0,3\n3,2,3,0\n"));
    expect([numbered.conditions, numbered.namedByPosition]).to.deep.equal([["1", "2", "3"], undefined]);
  });

  it("are refused where they are no square, and where names differ", async () => {
    expect(await failure("m.csv", text(",a,b\nb,0,1\na,1,0\n"))).to.match(/line 2: expected a, .* found "b"/);
    expect(await failure("m.csv", text("a,b,c\n0,1,2\n"))).to.match(/square table .* found "2 rows of 3 fields"/);
    expect(await failure("m.csv", text("a,b,c\n0,1,2\n1,0,3\n"))).to.match(/line 2: expected b, .* found "0"/);
    expect(await failure("m.csv", text("a,b\n0,1\n1,none\n"))).to.match(/line 3, field 2: expected a number/);
    expect(await failure("m.csv", text("a,a\n0,1\n1,0\n"))).to.match(/"a" twice/);
    expect(await failure("m.csv", text(""))).to.match(/square table/);
    expect(await failure("m.csv", text("a,b\n0,1\n2,0\n"))).to.match(/1 at \(0, 1\) and 2 at \(1, 0\)/);
  });

  it("come back as they were written", async () => {
    const quoted = { ...told, conditions: ["a,1", 'b"2', ""] };
    const stack = await read("m.csv", text(writeCsvRdm(quoted)));
    expect([stack.conditions, [...stack.values]]).to.deep.equal([quoted.conditions, [1, x, 3]]);
    expect((await caught(() => writeCsvRdm(told, 2))).message).to.match(/0 to 1, found 2/);
  });
});

describe("RDMs in MAT files", () => {
  const content = {
    models: structArray(
      [1, 2],
      [
        {
          name: "animacy",
          RDM: matrix([
            [0, 1, 2],
            [1, 0, 3],
            [2, 3, 0],
          ]),
        },
        { name: "size", RDM: row([4, 5, 6]) },
      ],
    ),
    stack: numeric([2, 3, 3], [0, 0, 1, 7, 2, 8, 1, 7, 0, 0, 3, 9, 2, 8, 3, 9, 0, 0]),
    fps: 2.8,
    labels: cell(["a", "b", "c"]),
  };

  for (const [version, make] of [
    ["5", makeMat5],
    ["7.3", makeMat73],
  ] as const) {
    it(`of version ${version} are structures and arrays`, async () => {
      const stack = await read("m.mat", await make(content));
      expect(stack.rdms.map(({ id }) => id)).to.deep.equal(["animacy", "size", "stack-1", "stack-2"]);
      expect([...stack.values]).to.deep.equal([1, 2, 3, 4, 5, 6, 1, 2, 3, 7, 8, 9]);
      expect(stack.conditions).to.deep.equal(["a", "b", "c"]);
      expect((await read("m.mat", await make(content), { variable: "stack" })).nRdms).to.equal(2);
    });
  }

  it("are refused where there are none", async () => {
    expect(await failure("m.mat", makeMat5({ fps: 2.8, name: "x" }))).to.match(/fps double 1 × 1; name char 1 × 1/);
    expect(await failure("m.mat", makeMat5(content), { variable: "modles" })).to.match(/nearest: models/);
  });
});

describe("dumps of rsatoolbox", () => {
  it("come back as they were written", async () => {
    const stack = await read("m.hdf5", await writeHdf5Rdms(told));
    expect(stack).to.deep.equal(told);
  });

  it("say what each RDM is in the toolbox's label", async () => {
    const ranked = { ...told, rdms: told.rdms.map((rdm) => ({ ...rdm, transforms: ["ranks"] })) };
    const bytes = await writeHdf5Rdms(ranked);
    expect(new TextDecoder("latin1").decode(bytes)).to.include("crossnobis (ranks)");
  });

  it("refuse texts that the toolbox does not read", async () => {
    const greek = { ...told, conditions: ["α", "b", "c"] };
    expect((await caught(writeHdf5Rdms(greek))).message).to.match(/conds: expected text in ASCII, found "α"/);
  });

  it("of the toolbox itself keep their descriptors and say nothing else", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_attribute("dissimilarity_measure", "squared euclidean (ranks)");
      file.create_attribute("rsatoolbox_version", "0.3.2");
      file.create_dataset({ name: "dissimilarities", data: Float64Array.of(1, 2, 3, 4, x, 6), shape: [2, 3] });
      file.create_group("descriptors").create_attribute("session", "first");
      const rdms = file.create_group("rdm_descriptors");
      rdms.create_dataset({ name: "index", data: BigInt64Array.of(0n, 1n), shape: [2] });
      rdms.create_dataset({ name: "noise", data: Float64Array.of(1.5, 2.5), shape: [2] });
      rdms.create_dataset({ name: "subj", data: ["s1", "s2"], shape: [2], dtype: "S2" });
      rdms.create_dataset({ name: "rescalingWeights", data: Float64Array.of(1, 1, 1, 1, x, 1), shape: [2, 3] });
      const patterns = file.create_group("pattern_descriptors");
      patterns.create_dataset({ name: "cat", data: BigInt64Array.of(0n, 0n, 1n), shape: [3] });
      patterns.create_dataset({ name: "index", data: BigInt64Array.of(0n, 1n, 2n), shape: [3] });
      patterns.create_dataset({ name: "stim", data: ["b", "a", "c"], shape: [3], dtype: "S1" });
    });
    const stack = await read("m.hdf5", bytes);
    expect([stack.conditions, stack.conditionDescriptors]).to.deep.equal([["b", "a", "c"], { cat: [0, 0, 1] }]);
    expect(stack.rdms[1]).to.deep.equal({
      ...{ id: "rdm2", dissimilarity: "squared euclidean", noise: null, crossvalidation: null, meanRemoved: null },
      ...{ normalisation: null, transforms: ["ranks"], descriptors: { session: "first", noise: 2.5, subj: "s2" } },
    });
    expect([...stack.values]).to.deep.equal([1, 2, 3, 4, x, 6]);
  });

  it("name conditions by a descriptor", async () => {
    const bytes = await writeHdf5Rdms(told);
    expect(await failure("m.h5", bytes, { namedBy: "cond" })).to.match(/nearest: conds/);
    expect(await failure("m.h5", bytes, { namedBy: "category" })).to.match(/"face" twice/);
  });
});

describe("files of RDMs", () => {
  it("are known by their ending; pickles are refused", async () => {
    expect(await failure("m.txt", text("1"))).to.match(/ends with \.npy, \.npz, \.csv, \.mat, \.json, \.h5, \.hdf5/);
    expect(await failure("m.pkl", text("1"))).to.match(/pickles can run code/);
    expect(await failure("npy", text("1"))).to.match(/a name that ends with/);
  });

  it("survive damage: RDMs or a tagged error", async () => {
    const count = 2000;
    const files: Readonly<Record<string, Uint8Array>> = {
      "m.npy": makeNpy([2, 3, 3], [...square, ...other]),
      "m.npz": makeNpz({ a: makeNpy([3, 3], square), b: makeNpy([3], [1, 2, 3]) }),
      "m.csv": text(writeCsvRdm(told)),
      "m.mat": makeMat5({
        a: matrix([
          [0, 1, 2],
          [1, 0, 3],
          [2, 3, 0],
        ]),
        labels: cell(["a", "b", "c"]),
      }),
      "m.hdf5": await writeHdf5Rdms(makeStack({ conditions: ["a", "b", "c"], values: [1, 2, 3] })),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const refused = await survive(damagedCopies(bytes, { seed: 7, count }), async (copy, what) => {
        const stack = await read(name, copy);
        expect(stack.values.length, what).to.equal((stack.nRdms * stack.nConditions * (stack.nConditions - 1)) / 2);
      });
      expect(refused, name).to.be.greaterThan(100).and.lessThan(count);
    }
  });

  it("of real data give what the dataset gives", async function () {
    const folder = "rsa/rsatoolbox/92imageData";
    const models = readFileSync(realData(this, `${folder}/92_modelRDMs.mat`));
    const stack = await read("92_modelRDMs.mat", models);
    expect(stack.rdms.map(({ id }) => id)).to.deep.equal([
      ...["animacy", "FaceBodyManmadeNatobj", "monkeyIT", "EVA", "HMAX", "V1", "Silhouette", "RADON"],
    ]);
    const npz = readFileSync(realData(this, "rsa/algonauts2019/78/fmri_IT_RDMs.npz"));
    const mat = readFileSync(realData(this, "rsa/algonauts2019/78/test78_challenge_target_fmri.mat"));
    const [a, b] = [await read("it.npz", npz), await read("it.mat", mat, { variable: "IT_RDMs" })];
    expect([a.nRdms, a.nConditions, b.nRdms, b.nConditions]).to.deep.equal([15, 78, 15, 78]);
    expect(
      a.values.reduce((most, value, index) => Math.max(most, Math.abs(value - b.values[index]!)), 0),
    ).to.be.lessThan(3e-16);
    const animacy = readFileSync(realData(this, "rsa/rsatoolbox/118_images/118_animate_RDM.npy"));
    expect(await failure("118.npy", animacy)).to.match(/1 on the diagonal at 0/);
  });
});
