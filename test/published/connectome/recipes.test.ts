import { expect } from "chai";
import { loadRecipe } from "../../../src/node/recipes.js";
import { runRecipe } from "../../../src/node/run-recipe.js";
import { mirror, realData } from "../../support/real-data.js";

const folders = ["cook2019", "openworm2018", "varshney2011", "white1986", "witvliet2020"];

describe("recipes of connectomes and their consensus", () => {
  for (const [name, others] of [
    ["published-connectomes", ["simeon2024_product"]],
    ["published-consensus", ["simeon2024_product"]],
    ["consensus-connectome", []],
  ] as const) {
    it(`${name} comes out`, async function () {
      this.timeout(60_000);
      for (const folder of [...folders, ...others]) realData(this, `celegans/${folder}/SOURCES.md`);
      const { recipe } = await loadRecipe(name);
      const { checks, failed } = await runRecipe(recipe, { store: { mirror, offline: true } });
      expect(failed).to.deep.equal([]);
      const differing = checks.filter(({ pass }) => !pass);
      expect(differing.map(({ check, found }) => `${check.title}: ${found}`)).to.deep.equal([]);
      expect(checks.length).to.equal(recipe.checks.length);
    });
  }
});
