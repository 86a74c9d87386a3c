import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { distanceCorrelation } from "../../../src/rsa/similarity/distance-correlation.js";
import { caught } from "../../support/caught.js";
import { realData } from "../../support/real-data.js";
import { distancesOf, reordered } from "../topology/made-rdms.js";

const linalg = jsLinalg;

async function patterns(test: Mocha.Context, name: string): Promise<number[][]> {
  const text = await readFile(realData(test, `rsa/similarity-repository/${name}_seed0_30x25.csv`), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));
}

describe("distanceCorrelation", () => {
  it("gives the value of the similarity repository", async function () {
    const [x, y] = [await patterns(this, "X"), await patterns(this, "Y")];
    expect([x.length, x[0]!.length]).to.deep.equal([30, 25]);
    const found = distanceCorrelation(distancesOf(x), distancesOf(y), { linalg });
    expect(found.values[0]).to.be.closeTo(0.8852696524417103, 1e-10);
  });

  it("is 1 for what is scaled, shifted or turned, and compares all with all", () => {
    const points = Array.from({ length: 9 }, (_, i) => [Math.sin(1.3 * i), Math.cos(0.7 * i)]);
    const turned = points.map(([a, b]) => [3 * (0.6 * a! - 0.8 * b!) + 5, 3 * (0.8 * a! + 0.6 * b!)]);
    const [x, y] = [distancesOf(points), distancesOf(turned)];
    expect(distanceCorrelation(x, y, { linalg }).values[0]).to.be.closeTo(1, 1e-12);
    const other = reordered(x, [1, 0, 3, 2, 5, 4, 7, 6, 8]);
    const both = { nConditions: 9, nRdms: 2, values: Float64Array.from([...x.values, ...other.values]) };
    const found = distanceCorrelation(both, other, { linalg });
    expect([found.rows, found.columns]).to.deep.equal([2, 1]);
    expect(found.values[0]).to.be.below(0.9);
    expect(found.values[1]).to.be.closeTo(1, 1e-12);
  });

  it("refuses other numbers of observations", async () => {
    const [x, y] = [distancesOf([[0], [1], [2]]), distancesOf([[0], [1]])];
    expect(await caught(() => distanceCorrelation(x, y, { linalg }))).to.have.property("tag", "argument");
  });
});
