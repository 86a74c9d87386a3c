import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openNpz } from "../../src/formats/npz.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { bytesOf, makeNpy } from "../support/make-npy.js";
import { makeZip } from "../support/make-zip.js";
import { realData } from "../support/real-data.js";

const values = Float64Array.from({ length: 60_000 }, (_, index) => Math.sin(index));
const array = makeNpy({ descr: "<f8", shape: [600, 100], fortran: true }, bytesOf(values));

describe("openNpz", () => {
  it("gives the arrays by name, stored and deflated", async () => {
    for (const deflated of [false, true]) {
      const bytes = makeZip([
        { name: "y.npy", bytes: makeNpy({ descr: "<U1", shape: [1] }, bytesOf(new Uint32Array([65]))), deflated },
        { name: "x.npy", bytes: array, deflated },
        { name: "readme.txt", bytes: new Uint8Array(3), deflated },
      ]);
      const npz = await openNpz(memorySource("a.npz", bytes));
      expect(npz.names).to.deep.equal(["x", "y"]);
      expect(await (await npz.open("x")).read(undefined, { order: "F" })).to.deep.equal(values);
      expect(await (await npz.open("y")).read()).to.deep.equal(["A"]);
      const error = await caught(npz.open("xx"));
      expect(error.tag).to.equal("unknown-name");
      expect(error.message).to.include("a.npz").and.include("x");
    }
  });

  it("reads one column of a stored array in place", async () => {
    const counted = countingSource(memorySource("a.npz", makeZip([{ name: "x.npy", bytes: array }])));
    const x = await (await openNpz(counted)).open("x");
    const before = counted.bytesRead();
    expect(await x.read([undefined, { start: 5, end: 6 }])).to.deep.equal(values.slice(3000, 3600));
    expect(counted.bytesRead() - before).to.equal(600 * 8);
  });

  it("finds damage in the values when an array is read whole", async () => {
    const bytes = makeZip([{ name: "x.npy", bytes: array }]);
    bytes[50_000]! ^= 1;
    const x = await (await openNpz(memorySource("a.npz", bytes))).open("x");
    expect(await x.read([undefined, { start: 99 }])).to.have.length(600);
    expect((await caught(x.read())).tag).to.equal("integrity");
  });

  it("refuses an archive without arrays, and opens an empty one", async () => {
    const error = await caught(openNpz(memorySource("a.npz", makeZip([{ name: "a.txt", bytes: array }]))));
    expect(error.tag).to.equal("format");
    expect(error.message).to.include("a.txt");
    expect((await openNpz(memorySource("a.npz", makeZip([])))).names).to.deep.equal([]);
  });

  it("reads Kato2015 worm 1, one neuron without the others", async function () {
    const file = await fileSource(realData(this, "celegans/kato2015/raw_full_data_worm_1.npz"));
    const counted = countingSource(file);
    const npz = await openNpz(counted);
    expect(npz.names).to.deep.equal(["arr_0"]);
    const traces = await npz.open("arr_0");
    expect(traces).to.deep.include({ shape: [3137, 109], dtype: "<f8", fortranOrder: true });
    const before = counted.bytesRead();
    const neuron = (await traces.read([undefined, { start: 42, end: 43 }])) as Float64Array;
    expect(counted.bytesRead() - before).to.equal(3137 * 8);
    expect(neuron).to.have.length(3137);
    const all = (await traces.read()) as Float64Array;
    expect(Float64Array.from(neuron, (_, t) => all[t * 109 + 42]!)).to.deep.equal(neuron);
    expect(all.every(Number.isFinite)).to.equal(true);
  });

  it("refuses the pickled arrays of Kato2015 and opens their list", async function () {
    const npz = await openNpz(await fileSource(realData(this, "celegans/kato2015/known_neurons.npz")));
    expect(npz.names).to.deep.equal(["arr_0", "arr_1"]);
    const error = await caught(npz.open("arr_0"));
    expect(error.tag).to.equal("format");
    expect(error.message).to.include("pickled").and.include("arr_0.npy");
  });

  it("reads compressed archives of NumPy", async function () {
    const path = "spikes/affinewarp_spikes/motor_ctx_data.npz";
    const npz = await openNpz(await fileSource(realData(this, path)));
    for (const name of npz.names) {
      const opened = await npz.open(name);
      expect(await opened.read()).to.have.length(opened.shape.reduce((total, length) => total * length, 1));
    }
  });
});
