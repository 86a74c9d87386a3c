import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openTables } from "../../src/node/open-tables.js";
import { lockPartition } from "../../src/node/partition-lock.js";
import { createFolderWriter } from "../../src/node/table-folder.js";
import { caught } from "../support/caught.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { smallDataset } from "../tables/small-dataset.js";

const level = "dataset_id=x";

describe("the lock of a partition", () => {
  const folder = temporaryFolder();
  const writerOf = (value: string) => createFolderWriter(folder(), { partition: { name: "dataset_id", value } });

  it("lets one writer at a time replace a dataset, and others write other datasets", async () => {
    const [first, second, other] = [writerOf("x"), writerOf("x"), writerOf("y")];
    for (const batch of smallDataset()) {
      await first.write(batch);
      await other.write(batch);
    }
    const error = await caught(second.write(smallDataset()[0]!));
    expect(error.tag).to.equal("argument");
    expect(error.message).to.contain(`process ${process.pid}`).and.to.contain(`.${level}.lock`);
    await second.abort();
    await first.finish();
    await other.finish();
    expect((await openTables(folder())).partitions).to.deep.equal(["x", "y"]);
    expect((await readdir(join(folder(), "_index"))).filter((name) => name.includes("lock"))).to.deep.equal([]);
    const third = writerOf("x");
    await third.write(smallDataset()[0]!);
    await third.abort();
    await (await lockPartition(folder(), level))();
  });

  it("takes over what a process left that is gone, and nothing else", async () => {
    const path = join(folder(), "_index", `.${level}.lock`);
    await mkdir(join(folder(), "_index"));
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await writeFile(path, JSON.stringify({ pid, host: hostname(), token: "a" }));
    const unlock = await lockPartition(folder(), level);
    expect(JSON.parse(await readFile(path, "utf8"))).to.include({ pid: process.pid });
    await unlock();
    for (const text of [JSON.stringify({ pid, host: "another", token: "a" }), "{"]) {
      await writeFile(path, text);
      expect((await caught(lockPartition(folder(), level))).message).to.contain(`delete ${path}`);
      expect(await readFile(path, "utf8")).to.equal(text);
    }
  });
});
