import type { LinalgProvider } from "../../src/linalg/provider.js";
import { itFactorises } from "./contract-factorisations.js";
import { itMultiplies } from "./contract-products.js";
import { itSolves } from "./contract-solves.js";

/** Gives the provider under test, inside of a test. */
export type Provider = () => LinalgProvider;

/**
 * What every provider must do. The tests are skipped where `make` gives none, on a machine without the library for
 * example.
 */
export function describeLinalg(name: string, make: () => Promise<LinalgProvider | undefined>): void {
  describe(`linalg contract: ${name}`, () => {
    let provider: LinalgProvider | undefined;
    before(async function () {
      provider = await make();
      if (!provider) this.skip();
    });
    const linalg: Provider = () => provider!;
    describe("products", () => itMultiplies(linalg));
    describe("triangular and positive definite systems", () => itSolves(linalg));
    describe("factorisations", () => itFactorises(linalg));
  });
}
