import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { folderFiles } from "../../src/node/folder-files.js";
import { createFolderWriter, nodeSha256, tableFolder } from "../../src/node/table-folder.js";
import { createRandom } from "../../src/random/create-random.js";
import { openTables } from "../../src/tables/open-tables.js";
import { validate } from "../../src/tables/validate.js";
import { smallDataset } from "./small-dataset.js";

/** Starts the writing child: compiled, or through tsx where the tests run from their sources. */
function startChild(folder: string, dataset: string, version: number): ChildProcess {
  const compiled = fileURLToPath(new URL("./crash-child.js", import.meta.url));
  const program = existsSync(compiled) ? [compiled] : ["--import", "tsx", compiled.replace(/\.js$/, ".ts")];
  const stdio: ("ignore" | "inherit" | "ipc")[] = ["ignore", "ignore", "inherit", "ipc"];
  return spawn(process.execPath, [...program, folder, dataset, String(version)], { stdio });
}

/** Waits for the first finished version, then a random moment longer, and kills; gives the last version it told. */
async function killSomewhere(child: ChildProcess, moment: number): Promise<number> {
  let last = -1;
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("message", (version) => {
      if (last < 0) setTimeout(() => child.kill("SIGKILL"), moment);
      last = Number(version);
    });
    child.on("exit", () => resolve());
  });
  return last;
}

/** Versions of a dataset's first samples: one per recording and channel that stands for it. */
async function versionsOf(folder: string, dataset_id: string): Promise<readonly number[]> {
  const query = { where: { dataset_id, channel_index: 0 }, columns: ["values"] };
  const found: number[] = [];
  for await (const batch of (await openTables(folderFiles(folder))).read("signals", query)) {
    for (const values of Array.from(batch.columns.values!)) found.push((values as Float32Array)[0]! / 1000);
  }
  return found;
}

describe("a writer that is killed", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "neuroloom-crash-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("leaves whole datasets or none, never a mixture that is listed, at whatever moment", async () => {
    const random = createRandom("crash moments");
    let version = 0;
    let nListed = 0;
    for (let run = 0; run < 8; run++) {
      const children = ["a", "b"].map((dataset) => ({ dataset, child: startChild(folder, dataset, version) }));
      const told = await Promise.all(
        children.map(async ({ dataset, child }) => ({
          dataset,
          last: await killSomewhere(child, random.uniform() * 60),
        })),
      );
      const { partitions } = await openTables(folderFiles(folder));
      const problems = await validate(folderFiles(folder), { sha256: nodeSha256 });
      for (const { dataset, last } of told) {
        expect(last).to.be.at.least(version);
        const own = problems.filter(({ table }) => table.includes(`dataset_id=${dataset}`));
        if (!partitions.includes(dataset)) {
          // killed while it replaced the parts: they are there, unlisted, and validate says so
          expect(own.every(({ rule }) => rule.includes("has to be listed"))).to.equal(true);
          continue;
        }
        nListed++;
        expect(own).to.deep.equal([]);
        const found = await versionsOf(folder, dataset);
        expect(new Set(found).size).to.equal(1);
        expect(found).to.have.length(2);
        // the version that was being made may have become visible before it was told
        expect(found[0]).to.be.oneOf([last, last + 1]);
      }
      version = Math.max(...told.map(({ last }) => last)) + 2;
    }
    expect(nListed).to.be.greaterThan(0);
    for (const value of ["a", "b"]) {
      const writer = createFolderWriter(folder, { partition: { name: "dataset_id", value } });
      for (const batch of smallDataset()) await writer.write(batch);
      await writer.finish();
    }
    expect(await validate(folderFiles(folder), { sha256: nodeSha256 })).to.deep.equal([]);
    for await (const path of tableFolder(folder).list()) {
      // drafts of the shared index may belong to a living process; those of our partitions are gone
      if (path.endsWith(".partial")) expect(path).to.match(/^\.dataset\.json\./);
    }
  });
});
