import { expect } from "chai";
import { cellItems, fieldOf, matMatrix, matNumbers, matText, matTexts } from "../../../src/formats/mat/mat-access.js";
import * as mat from "../../support/mat-input.js";

const worms = mat.structArray([1, 2], [{ id: 1 }, { id: 2 }]);

describe("helpers for values of MAT files", () => {
  it("fieldOf gives a field of a structure or of one element", () => {
    expect(fieldOf(worms, "id")).to.deep.equal(mat.toMatValue(1));
    expect(fieldOf(worms, "id", 1)).to.deep.equal(mat.toMatValue(2));
    for (const absent of [fieldOf(worms, "id", 2), fieldOf(worms, "ID"), fieldOf(worms, "toString")]) {
      expect(absent).to.equal(undefined);
    }
    expect(fieldOf(mat.row([1]), "id")).to.equal(undefined);
    expect(fieldOf(undefined, "id")).to.equal(undefined);
  });

  it("cellItems gives the items of a cell", () => {
    expect(cellItems(mat.cell(["a", 1]))).to.deep.equal([mat.toMatValue("a"), mat.toMatValue(1)]);
    expect(cellItems(worms)).to.deep.equal([]);
    expect(cellItems(undefined)).to.deep.equal([]);
  });

  it("matText gives one line, also out of cells of one", () => {
    expect(matText(mat.char("AVAL"))).to.equal("AVAL");
    expect(matText(mat.cell([mat.cell(["AVAL"])]))).to.equal("AVAL");
    expect(matText(mat.char(""))).to.equal("");
    for (const other of [mat.char(["ab", "cd"]), mat.cell(["a", "b"]), mat.row([65]), worms, undefined]) {
      expect(matText(other)).to.equal(undefined);
    }
  });

  it("matTexts gives texts of cells and of lines, null for the others", () => {
    const names = mat.cell(["AVAL", mat.cell(["RIML"]), mat.row([]), "", mat.cell(["a", "b"]), 7], [6, 1]);
    expect(matTexts(names)).to.deep.equal(["AVAL", "RIML", null, "", null, null]);
    expect(matTexts(mat.char(["AVA ", "RIML"]))).to.deep.equal(["AVA", "RIML"]);
    expect(matTexts(mat.char("AVAL "))).to.deep.equal(["AVAL "]);
    expect(matTexts(mat.cell([mat.cell(["AVAL", "AVAR"])]))).to.deep.equal(["AVAL", "AVAR"]);
    expect(matTexts(mat.cell([mat.char(["AVA ", "RIML"])]))).to.deep.equal(["AVA", "RIML"]);
    expect(matTexts(mat.cell(["AVAL"]))).to.deep.equal(["AVAL"]);
    expect(matTexts(mat.row([1]))).to.deep.equal([]);
    expect(matTexts(undefined)).to.deep.equal([]);
  });

  it("matNumbers gives real numbers, column-major", () => {
    const numbers = mat.matrix([
      [1, 2],
      [3, 4],
    ]);
    expect(matNumbers(numbers)).to.deep.equal(Float64Array.of(1, 3, 2, 4));
    expect(matNumbers(mat.numeric([1, 2], [0.1, 2], "single"))).to.deep.equal(Float64Array.of(Math.fround(0.1), 2));
    expect(matNumbers(mat.numeric([1, 1], [2n ** 63n - 1n], "int64"))).to.deep.equal(Float64Array.of(2 ** 63));
    expect(matNumbers(mat.logical([1, 2], [true, false]))).to.deep.equal(Float64Array.of(1, 0));
    const entries = [
      [1, 0, 5],
      [0, 2, -1],
    ] as const;
    expect(matNumbers(mat.sparse(2, 3, entries))).to.deep.equal(Float64Array.of(0, 5, 0, 0, -1, 0));
    const complex = [mat.numeric([1, 1], [1], "double", [2]), mat.sparse(1, 1, [[0, 0, 1, 1]])];
    for (const other of [...complex, mat.sparse(2 ** 13, 2 ** 12, []), mat.char("1"), mat.cell([1]), undefined]) {
      expect(matNumbers(other)).to.equal(undefined);
    }
  });

  it("matMatrix gives the lengths too, of two axes only", () => {
    const matrix = mat.matrix([[1, 2, 3]]);
    expect(matMatrix(matrix)).to.deep.equal({ rows: 1, columns: 3, values: Float64Array.of(1, 2, 3) });
    expect(matMatrix(mat.numeric([1, 1, 2], [1, 2]))).to.equal(undefined);
    expect(matMatrix(mat.char("a"))).to.equal(undefined);
    expect(matMatrix(undefined)).to.equal(undefined);
  });
});
