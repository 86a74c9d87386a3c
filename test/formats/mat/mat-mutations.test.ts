import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import type { MatValue } from "../../../src/formats/mat/mat-value.js";
import { openMat } from "../../../src/formats/mat.js";
import { type DamageOptions, damagedCopies } from "../../support/damaged-copies.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { makeMat73 } from "../../support/make-mat73.js";
import * as mat from "../../support/mat-input.js";
import { realData } from "../../support/real-data.js";
import { survive } from "../../support/survive.js";

const variables = {
  traces: mat.matrix([
    [1, 2.5],
    [-3, 0],
  ]),
  names: mat.cell(["AVAL", mat.cell(["RIML"]), 3]),
  worms: mat.structArray(
    [1, 2],
    [1, 2].map((id) => ({ id, label: `worm ${id}` })),
  ),
  lines: mat.char(["AVA ", "RIML"]),
  weights: mat.sparse(4, 3, [
    [3, 0, 1.5],
    [0, 2, -2],
  ]),
  mask: mat.logical([1, 2], [true, false]),
  waves: mat.numeric([1, 2], [1.5, 2], "double", [-1, 0.25]),
  counts: mat.numeric([1, 2], [2n ** 60n, 1n], "int64"),
  table: mat.opaque("table", [12, 3]),
};

/** A value that was read holds what its shape says. */
function check(value: MatValue): void {
  const count = value.shape.reduce((product, length) => product * length, 1);
  if (value.kind === "numeric" || value.kind === "logical") {
    expect(value.values).to.have.length(count);
    if (value.imaginary) expect(value.imaginary).to.have.length(count);
  }
  if (value.kind === "char" && count > 0) expect(value.rows.join("")).to.have.length.at.least(count);
  if (value.kind === "cell") {
    expect(value.items).to.have.length(count);
    value.items.forEach(check);
  }
  if (value.kind === "struct") {
    expect(value.elements).to.have.length(count);
    for (const element of value.elements) {
      expect(Object.keys(element)).to.have.members([...value.fields]);
      Object.values(element).forEach(check);
    }
  }
  if (value.kind === "sparse") {
    expect(value.columnStarts).to.have.length(value.shape[1] + 1);
    expect(value.values).to.have.length(value.columnStarts[value.shape[1]]!);
    expect(value.rowIndices.every((row) => row >= 0 && row < value.shape[0])).to.equal(true);
  }
}

/** Reads damaged copies whole; gives how many were refused. */
const readAll = (original: Uint8Array, options: DamageOptions) =>
  survive(damagedCopies(original, options), readWhole, { named: "the file" });

async function readWhole(bytes: Uint8Array): Promise<void> {
  const file = await openMat(memorySource("the file", bytes));
  try {
    for (const { name } of file.variables) check(await file.read(name));
  } finally {
    file.close();
  }
}

describe("damaged MAT files give a tagged error, or values that fit their shapes", function () {
  this.timeout(120_000);

  it("version 5, plain: 3,000 copies", async () => {
    expect(await readAll(makeMat5(variables, { narrow: true }), { seed: 1, count: 1500 })).to.be.within(500, 1490);
    const bytes = makeMat5(variables, { bigEndian: true, text: "utf8" });
    expect(await readAll(bytes, { seed: 2, count: 1500 })).to.be.within(500, 1490);
  });

  it("version 5, deflated: 2,400 copies", async () => {
    for (const [seed, text] of (["utf16", "utf32"] as const).entries()) {
      const bytes = makeMat5(variables, { compressed: true, text });
      expect(await readAll(bytes, { seed: 10 + seed, count: 1200 })).to.be.within(900, 1199);
    }
  });

  it("version 7.3: 2,400 copies", async () => {
    const { traces, names, worms, weights, table } = variables;
    const bytes = await makeMat73({ traces, names, worms, table });
    expect(await readAll(bytes, { seed: 20, count: 1200, focus: structure(bytes) })).to.be.within(300, 1190);
    const sparse = await makeMat73({ weights, lines: variables.lines, waves: variables.waves });
    expect(await readAll(sparse, { seed: 21, count: 1200, focus: structure(sparse) })).to.be.within(300, 1190);
  });

  it("real files of both versions: 700 copies", async function () {
    const paths = [
      "celegans/varshney2011/NeuronTypeOrdered_040903.mat",
      "celegans/sengupta_ash_glycerol/mat/OP50_ASH_Glycerol_1_reg.mat",
      "meeg/mat/CNT/averaged_v73.mat",
    ];
    for (const [index, path] of paths.entries()) {
      const bytes = await readFile(realData(this, path));
      const count = path.endsWith("73.mat") ? 100 : 300;
      expect(await readAll(bytes, { seed: 30 + index, count, focus: structure(bytes) }), path).to.be.above(count / 10);
    }
  });
});

/** Where an HDF5 file says what it holds: what is not zero. The first 2,000 bytes of others. */
function structure(bytes: Uint8Array): [number, number][] {
  const regions: [number, number][] = [[0, 2000]];
  for (let start = 512; start < bytes.length; start += 64) {
    if (bytes.subarray(start, start + 64).some((byte) => byte !== 0)) regions.push([start, start + 64]);
  }
  return regions;
}
