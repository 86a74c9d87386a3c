import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openTables } from "../../src/node/open-tables.js";
import { quickstart } from "../../src/node/quickstart.js";
import { mirror, realData } from "../support/real-data.js";

describe("quickstart", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "neuroloom-quickstart-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const options = () => ({ out: join(folder, "out"), cacheDir: join(folder, "cache"), env: {} });

  it("simulates where no source can be reached, and says so", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const download = { fetch, sleep: async () => undefined };
    const result = await quickstart({ ...options(), mirror: null, download });
    expect(result.simulated).to.equal(true);
    expect(result.datasets).to.deep.equal(["simulated", "simulated-connectome"]);
    expect(result.unreachable.map(({ id }) => id)).to.deep.equal([
      "dag2023",
      "kato2015",
      "white1986",
      "fisbe-evaluator-samples",
    ]);
    expect(result).to.include({ volumes: 0, score: null });
    const page = await readFile(result.report, "utf8");
    expect(page).to.match(
      /the data of simulated-connectome, simulated were made by a program .*No animal was measured\./,
    );
    expect(result.connectomes).to.equal(1);
    expect((await openTables(result.out)).rows("recordings")).to.equal(3);
  });

  it("takes real samples, in place of simulated tables of an earlier run", async function () {
    this.timeout(60_000);
    realData(this, "celegans/dag2023");
    realData(this, "celegans/kato2015");
    realData(this, "celegans/white1986");
    realData(this, "fisbe/gt");
    const before = await quickstart({ ...options(), mirror: null, offline: true });
    expect(before.simulated).to.equal(true);
    const result = await quickstart({ ...options(), mirror: mirror!, offline: true });
    expect(result.simulated).to.equal(false);
    expect(result.unreachable).to.deep.equal([]);
    const tables = await openTables(result.out);
    expect(tables.partitions).to.deep.equal([
      ...["segmentation-scores", "dag2023", "fisbe-evaluator-samples", "kato2015", "white1986"],
    ]);
    expect(result.volumes).to.equal(3);
    expect(result.score).to.be.closeTo(0.36567311651176876, 1e-6);
    expect(result.connectomes).to.equal(2);
    expect(tables.rows("recordings")).to.equal(3);
    const page = await readFile(result.report, "utf8");
    expect(page).not.to.match(/No animal was/);
    expect(page).to.contain("Adjacency matrix of ");
    expect(page).to.contain("R14A02-20180905_65_A6");
    expect(page).not.to.match(/checks fail/);
    expect(page.length).to.be.below(1_500_000);
    for (const command of result.next) expect(command).to.match(/^npx neuroloom (plot|validate|info) /);
  });

  it("does not simulate in place of damaged files", async () => {
    const place = join(folder, "mirror/celegans/dag2023");
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "NeuroPAL_labels_dict.jld2"), "damaged");
    const error = await quickstart({ ...options(), mirror: join(folder, "mirror"), offline: true }).catch(
      (cause: unknown) => cause,
    );
    expect(error).to.include({ tag: "integrity" });
  });
});
