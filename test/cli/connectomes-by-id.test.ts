import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { UnknownNameError } from "../../src/errors.js";
import { selectFiles } from "../../src/manifest/select-files.js";
import { loadDataset } from "../../src/node/datasets.js";
import { loadManifest } from "../../src/node/manifests.js";
import { openTables } from "../../src/node/open-tables.js";
import { prepareDataset } from "../../src/node/prepare.js";
import { prepareInput } from "../../src/node/prepare-input.js";
import { publishedSelection } from "../../src/node/published-selection.js";
import { caught } from "../support/caught.js";
import { mirror, realData } from "../support/real-data.js";
import { runCli } from "../support/run-cli.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const jse = "celegans/white1986/nemanode_white_1986_jse.json";

describe("connectomes by their id", () => {
  const folder = temporaryFolder();
  const out = () => join(folder(), "out");
  const place = () => ["--offline", "--cache-dir", join(folder(), "cache")];

  async function idsIn(path: string): Promise<readonly string[]> {
    const ids: string[] = [];
    const reader = await openTables(path);
    for await (const batch of reader.read("connectomes")) {
      ids.push(...Array.from(batch.columns.connectome_id!, String));
    }
    return ids.sort();
  }

  it("info lists them, and narrows to one with its file and its facts", async () => {
    const all = await runCli("info", "cook2019", "--mirror", "", ...place());
    expect(all.out).to.match(
      /cook2019_male_2019 +EM sections +SI 5, as first published in 2019 +male chemical; male gap/,
    );
    const one = await runCli("info", "cook2019", "--only", "cook2019_edge_list", "--mirror", "", ...place());
    expect(one.code).to.equal(0);
    expect(one.out).to.contain("Files: 1, 245.5 kB").and.not.contain("cook2019_male_2019");
    expect(one.out)
      .to.contain("cook2019_edge_list: neurons of the 300 names = 300")
      .and.not.contain("connectomes = 10");
    const other = await runCli("info", "cook2019", "--only", "nope", "--mirror", "", ...place());
    expect(other.code).to.equal(2);
    expect(other.err).to.match(/no file of cook2019 named "nope".*its connectomes are cook2019_hermaphrodite_2020, /);
  });

  it("prepare reads the one that --only names, and those of a pattern", async function () {
    realData(this, jse);
    const words = ["prepare", "white1986", "--mirror", mirror!, "--out", out(), ...place()];
    const one = await runCli(...words, "--only", "white1986_jse");
    expect(one.err).not.to.contain("error");
    expect([one.code, await idsIn(out())]).to.deep.equal([0, ["white1986_jse"]]);
    expect((await runCli(...words, "--only", "white1986_js?")).code).to.equal(2);
    expect((await runCli(...words, "--only", "white1986_js*a")).code).to.equal(2);
    expect((await runCli(...words, "--only", "white1986_js*")).code).to.equal(0);
    expect(await idsIn(out())).to.deep.equal(["white1986_jse", "white1986_jsh", "white1986_jsh_wormneuroatlas"]);
  });

  it("an input of a recipe reads the one that it names, also by the name that the published product has", async function () {
    realData(this, jse);
    realData(this, "celegans/varshney2011/NeuronConnect.xls");
    const store = { mirror: mirror!, cacheDir: join(folder(), "cache"), offline: true };
    await prepareInput({ dataset: "white1986", subset: "full", only: "white1986_jse" }, out(), store);
    expect(await idsIn(out())).to.deep.equal(["white1986_jse"]);
    const input = { dataset: "varshney2011", subset: "full", only: "chklovskii", mode: "published" } as const;
    await prepareInput(input, join(folder(), "published"), store);
    const reader = await openTables(join(folder(), "published"));
    const names: string[] = [];
    for await (const batch of reader.read("published_annotations")) {
      names.push(...Array.from(batch.columns.annotation!, String));
    }
    expect(names).to.deep.equal(["chklovskii"]);
    const error = await caught(prepareInput({ ...input, only: "nope" }, out(), store));
    expect(error).to.be.instanceOf(UnknownNameError);
    expect(error).to.have.property("next", "the published product has chklovskii");
  });

  it("published names that no file has bring all files of the dataset, others their own", async () => {
    const paths = async (id: string, only: string) => {
      const manifest = await loadManifest(id);
      return selectFiles(manifest, publishedSelection(manifest, { only, subset: "full" })).length;
    };
    expect(await paths("varshney2011", "chklovskii")).to.equal((await loadManifest("varshney2011")).files.length);
    expect(await paths("white1986", "white1986_jse")).to.equal(1);
  });

  it("a file with one number changed is refused by its hash; read all the same, the facts that differ are named", async function () {
    const text = await readFile(realData(this, jse), "utf8");
    const records = JSON.parse(text) as { syn: number[] }[];
    records[0]!.syn.push(1);
    const changed = JSON.stringify(records);
    await writeFile(join(folder(), "nemanode_white_1986_jse.json"), changed);
    const words = ["prepare", "white1986", "--only", "white1986_jse", "--files", folder(), "--out", out(), ...place()];
    const refused = await runCli(...words, "--mirror", "");
    expect(refused.code).to.equal(3);
    expect(refused.err).to.contain(`error: ${jse}`).and.contain("size differs");
    const files = memoryFiles({ [jse]: new TextEncoder().encode(changed) });
    const { checks } = await prepareDataset(await loadDataset("white1986"), {
      files,
      out: out(),
      only: "white1986_jse",
    });
    const differing = checks.filter(({ pass }) => !pass);
    expect(checks.length).to.be.greaterThan(differing.length);
    expect(differing.map(({ found, check }) => [check.title, Number(found) - Number(check.equals)])).to.deep.equal([
      ["white1986_jse: chemical weight between the 300 names", 1],
      ["white1986_jse: chemical weight, all cells", 1],
    ]);
  });
});
