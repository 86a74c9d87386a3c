import { expect } from "chai";
import { UnknownNameError } from "../../src/errors.js";
import { linalgNamed } from "../../src/node/linalg-named.js";
import { caught } from "../support/caught.js";

describe("node: linalgNamed", () => {
  it("gives the portable providers by their names", async () => {
    const a = { rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 4) };
    for (const name of ["wasm", "js"]) {
      const linalg = await linalgNamed(name);
      expect(linalg.name).equal(name);
      expect([...linalg.multiply(a, a).values]).deep.equal([7, 10, 15, 22]);
    }
  });

  it("names the others where one is not known", async () => {
    for (const name of ["wsm", "constructor", ""]) {
      const error = await caught(linalgNamed(name));
      expect(error).instanceOf(UnknownNameError);
      expect(error.message).contain("there are wasm, js, blas");
    }
  });
});
