import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { preparePublished } from "../../src/node/prepare-published.js";
import { listRecipes, loadRecipe } from "../../src/node/recipes.js";
import { runRecipe } from "../../src/node/run-recipe.js";
import { parseRecipe } from "../../src/operations/parse-recipe.js";
import { caught } from "../support/caught.js";
import { mirror, realData } from "../support/real-data.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { madeDataset, madeSource } from "./made-dataset.js";

const recipe = (inputs: string, where = "recording_id: a") => `
title: Planted
citation: none
inputs: [${inputs}]
checks:
  - { table: published_traces, where: { ${where}, neuron: AVAL }, column: original_calcium_data, at: -1, measure: count, equals: 1, source: made }
  - { table: published_recordings, where: { recording_id: a }, column: worm, equals: worm0, source: made }
`;

const parsed = (...args: Parameters<typeof recipe>) => parseRecipe(recipe(...args), "mine.yaml");
const problemsOf = async (...args: Parameters<typeof recipe>) => (await caught(() => parsed(...args))).message;

describe("recipes with inputs in published mode", () => {
  const folder = temporaryFolder();

  it("name the analysis of the input, and may have the dataset in both modes", () => {
    const { inputs } = parsed(
      "{ dataset: kato2015, mode: published }, { dataset: kato2015 }",
      "analysis_id: published-kato2015",
    );
    expect(inputs.map(({ mode }) => mode)).to.deep.equal(["published", "corrected"]);
  });

  it("refuse another analysis, a quantity, a mode that there is not, and a dataset twice in one mode", async () => {
    const published = "{ dataset: kato2015, mode: published }";
    expect(await problemsOf(published, "analysis_id: published-dag2023")).to.match(/no step named "published-dag2023"/);
    expect(await problemsOf("{ dataset: kato2015 }", "analysis_id: published-kato2015")).to.match(/no step named/);
    expect(await problemsOf("{ dataset: kato2015, mode: published, quantity: x }")).to.match(/inputs\[0\]\.quantity/);
    expect(await problemsOf("{ dataset: kato2015, mode: pubished }")).to.match(/mode/);
    expect(await problemsOf(`${published}, ${published}`)).to.match(
      /inputs\[1\]\.dataset: "kato2015" is there already/,
    );
  });

  it("run on a folder that holds the published tables, and on no other", async () => {
    const published = "{ dataset: kato2015, mode: published }";
    const dataset = await madeDataset([madeSource("a", ["AVAL"])]);
    await preparePublished(dataset, { files: memoryFiles({}), out: folder() });
    const run = await runRecipe(parsed(published), { from: folder() });
    expect(run).to.include({ pass: true });
    const other = await caught(runRecipe(parsed("{ dataset: kato2015 }"), { from: folder() }));
    expect(other.message).to.match(/expected tables of kato2015, found published-kato2015; prepare kato2015 into it/);
    const lacking = await caught(runRecipe(parsed("{ dataset: dag2023, mode: published }"), { from: folder() }));
    expect(lacking.message).to.match(/prepare dag2023 --mode published into it/);
  });

  for (const dataset of ["dag2023", "kato2015", "flavell2023"]) {
    it(`published-${dataset} comes out`, async function () {
      expect(await listRecipes()).to.include(`published-${dataset}`);
      realData(this, `celegans/${dataset === "flavell2023" ? "flavell2023_export" : dataset}/SOURCES.md`);
      const { recipe: known } = await loadRecipe(`published-${dataset}`);
      const { checks, failed } = await runRecipe(known, { store: { mirror, offline: true } });
      expect(failed).to.deep.equal([]);
      expect(checks.filter(({ pass }) => !pass).map(({ check, found }) => `${check.title}: ${found}`)).to.deep.equal(
        [],
      );
      expect(checks.length).to.equal(known.checks.length);
    });
  }
});
