import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import type { Hdf5Record, Hdf5Reference } from "../../src/formats/hdf5.js";
import { openHdf5, toNumbers } from "../../src/formats/hdf5.js";
import { fileSource } from "../../src/node/file-source.js";
import { writtenHdf5 } from "../support/hdf5-files.js";
import { messageOf } from "../support/message-of.js";
import { realData } from "../support/real-data.js";

describe("openHdf5", () => {
  it("lists groups and reads every kind of number that was written", async () => {
    const written = {
      f64: new Float64Array([1.5, Number.NaN, -0]),
      f32: new Float32Array([1.5, 2.5]),
      i8: new Int8Array([-1, 2]),
      u16: new Uint16Array([65535]),
      i32: new Int32Array([-7]),
      i64: new BigInt64Array([-(2n ** 60n), 3n]),
      u64: new BigUint64Array([2n ** 63n]),
    };
    const bytes = await writtenHdf5((file) => {
      const group = file.create_group("numbers");
      for (const [name, data] of Object.entries(written)) group.create_dataset({ name, data });
    });
    const file = await openHdf5(memorySource("n.h5", bytes));
    expect(await file.list()).to.deep.equal([{ name: "numbers", kind: "group" }]);
    expect((await file.list("numbers")).map(({ name }) => name)).to.have.members(Object.keys(written));
    for (const [name, data] of Object.entries(written)) {
      const dataset = await file.dataset(`numbers/${name}`);
      expect(dataset.shape).to.deep.equal([data.length]);
      expect(await dataset.read()).to.deep.equal(data);
    }
    expect((await file.dataset("/numbers/u16")).dtype).to.equal("uint16");
    file.close();
  });

  it("reads strings, records, references, scalars and attributes", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "words", data: ["αβ", "", "AVAL"] });
      file.create_dataset({ name: "fixed", data: ["a", "bcd"], dtype: "S4" });
      file.create_dataset({ name: "one", data: 42, shape: [], dtype: "<d" });
      file.create_dataset({
        name: "rows",
        data: new Map<string, unknown>([
          ["id", new Int32Array([1, 2])],
          ["x", new Float64Array([0.5, 1.5])],
        ]),
      });
      const words = file.get("words") as unknown as {
        create_reference(): unknown;
        create_attribute(n: string, d: unknown): void;
      };
      file.create_dataset({ name: "pointers", data: [words.create_reference()] as never });
      words.create_attribute("unit", "none");
      words.create_attribute("limits", new Float64Array([0, 2]));
    });
    const file = await openHdf5(memorySource("s.h5", bytes));
    expect(await (await file.dataset("words")).strings()).to.deep.equal(["αβ", "", "AVAL"]);
    expect(await (await file.dataset("fixed")).read()).to.deep.equal(["a", "bcd"]);
    expect(await (await file.dataset("one")).scalar()).to.equal(42);
    expect((await file.dataset("one")).shape).to.deep.equal([]);
    const rows = (await (await file.dataset("rows")).read()) as readonly Hdf5Record[];
    expect(rows.map((row) => [...row])).to.deep.equal([
      [
        ["id", 1],
        ["x", 0.5],
      ],
      [
        ["id", 2],
        ["x", 1.5],
      ],
    ]);
    const [pointer] = (await (await file.dataset("pointers")).read()) as readonly Hdf5Reference[];
    expect(await file.dereference(pointer!)).to.equal("/words");
    const attributes = await (await file.dataset("words")).attributes();
    expect(attributes.get("unit")).to.equal("none");
    expect(attributes.get("limits")).to.deep.equal(new Float64Array([0, 2]));
    expect([...(await file.attributes("words", ["unit"])).keys()]).to.deep.equal(["unit"]);
    file.close();
  });

  it("says which integers are too large for a number", () => {
    const where = { file: "n.h5", path: "/i64" };
    expect([...toNumbers(new BigInt64Array([-5n, 2n ** 53n - 1n]), where)]).to.deep.equal([-5, 2 ** 53 - 1]);
    expect(() => toNumbers(new BigInt64Array([2n ** 53n]), where)).to.throw(/n\.h5: \/i64.*9007199254740992/);
    expect(() => toNumbers(["1"], where)).to.throw(/numbers/);
  });

  it("names what is missing or of another kind", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_group("g");
      file.create_dataset({ name: "d", data: new Float64Array(6), shape: [2, 3] });
    });
    const file = await openHdf5(memorySource("m.h5", bytes));
    expect(await file.has("g")).to.equal(true);
    expect(await file.has("g/none/deeper")).to.equal(false);
    expect(await file.has("d/none")).to.equal(false);
    for (const [call, text] of [
      [() => file.dataset("none"), /m\.h5: none/],
      [() => file.dataset("g"), /expected a dataset, found group/],
      [() => file.list("d"), /expected a group, found dataset/],
      [async () => (await file.dataset("d")).read([[0, 1]]), /2 axes/],
      [async () => (await file.dataset("d")).read([[0, 3], null]), /axis 0/],
      [async () => (await file.dataset("d")).scalar(), /one value, found 6/],
      [async () => (await file.dataset("d")).strings(), /strings/],
    ] as const) {
      expect(await messageOf(call)).to.match(text);
    }
    expect([...(await (await file.dataset("d")).read([[1, 1], null]))]).to.deep.equal([]);
    const dataset = await file.dataset("d");
    file.close();
    file.close();
    expect(await messageOf(() => dataset.read())).to.match(/closed/);
  });

  it("reads a Dag2023 recording", async function () {
    const path = realData(this, "celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5");
    const file = await openHdf5(await fileSource(path));
    const traces = await file.dataset("gcamp/traces_array_F_F20");
    expect(traces.shape).to.deep.equal([800, 146]);
    const [first] = await traces.numbers([
      [0, 1],
      [88, 89],
    ]);
    expect(first).to.be.closeTo(0.377467, 5e-7);
    const all = await traces.numbers();
    const column = await traces.numbers([null, [88, 89]]);
    expect([...column]).to.deep.equal(Array.from({ length: 800 }, (_, frame) => all[frame * 146 + 88]));
    const stamps = await (await file.dataset("timing/timestamp_confocal")).numbers();
    expect(stamps[0]).to.equal(1228334.1461311695);
    expect(stamps.at(-1)! - stamps[0]!).to.be.closeTo(480.66509, 5e-6);
    const reversals = await file.dataset("behavior/reversal_events");
    expect(reversals.shape).to.deep.equal([2, 34]);
    expect(reversals.dtype).to.equal("int64");
    expect(
      (
        await reversals.numbers([
          [0, 1],
          [0, 3],
        ])
      ).join(),
    ).to.equal("28,66,78");
    file.close();
  });

  it("follows the cells of MAT v7.3 files", async function () {
    const raw = await openHdf5(
      await fileSource(realData(this, "celegans/mat73_fixtures/Data_ZebrafishImaging_Raw.mat")),
    );
    expect((await raw.list()).map(({ name }) => name)).to.deep.equal([
      "#refs#",
      "all_resps",
      "stim_timecourse",
      "stim_timecourse_fish_9_10",
    ]);
    const cells = (await (await raw.dataset("all_resps")).read()) as readonly Hdf5Reference[];
    const lengths: number[] = [];
    for (const cell of cells) {
      const shape = (await raw.dataset(await raw.dereference(cell))).shape!;
      expect([shape[0], shape[2]]).to.deep.equal([3, 85]);
      lengths.push(shape[1]!);
    }
    expect(lengths).to.deep.equal([167, 275, 110, 176, 95, 231, 126, 353, 261, 20]);
    raw.close();

    const scores = await openHdf5(
      await fileSource(realData(this, "celegans/mat73_fixtures/ManualInspection_Activity.mat")),
    );
    const num = await scores.dataset("num");
    expect(num.shape).to.deep.equal([80, 26]);
    expect((await num.numbers()).filter(Number.isNaN)).to.have.length(1376);
    const kinds = new Map<unknown, number>();
    for (const cell of (await (await scores.dataset("raw")).read()) as readonly Hdf5Reference[]) {
      const kind = (await scores.attributes(await scores.dereference(cell), ["MATLAB_class"])).get("MATLAB_class");
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect([...kinds].sort()).to.deep.equal([
      ["char", 125],
      ["double", 2062],
    ]);
    scores.close();
  });
});
