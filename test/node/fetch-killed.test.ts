import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { exampleBytes, exampleFile, exampleManifest, sha256Of } from "../support/example-manifest.js";
import { type MisbehavingServer, misbehavingServer, slow } from "../support/misbehaving-server.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

// from sources the program runs through tsx, from compiled tests as it is
const isSource = import.meta.url.endsWith(".ts");
const program = fileURLToPath(new URL(`../../src/cli/main.${isSource ? "ts" : "js"}`, import.meta.url));

describe("fetch, killed and raced", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const contents: Readonly<Record<string, Uint8Array>> = {
    "worms/a.h5": exampleBytes(150_000, 1),
    "worms/b.h5": exampleBytes(100_000, 2),
    // size and hash of this one are not in the manifest
    "worms/c.h5": exampleBytes(50_000, 3),
  };
  const total = 300_000;
  let server: MisbehavingServer;
  let served = 0;
  beforeEach(async () => {
    server = await misbehavingServer();
    served = 0;
    const onPiece = (length: number) => {
      served += length;
    };
    for (const path in contents) server.on(`/${path}`, slow(contents[path]!, { piece: 5000, everyMs: 3, onPiece }));
    const files = Object.keys(contents).map((path) => {
      const known = { bytes: contents[path]!.length, sha256: [sha256Of(contents[path]!)] };
      return exampleFile({ path, urls: [server.url(`/${path}`)], ...(path === "worms/c.h5" ? {} : known) });
    });
    await mkdir(join(folder(), "manifests"));
    await writeFile(join(folder(), "manifests/example2020.json"), JSON.stringify(exampleManifest({ files })));
  });
  afterEach(() => server.close());

  const start = (): ChildProcess => {
    const words = ["fetch", "example2020", "--mirror", "", "--cache-dir", join(folder(), "cache"), "--quiet"];
    const env = { ...process.env, NEUROLOOM_MANIFESTS: join(folder(), "manifests") };
    const loader = isSource ? ["--import=tsx"] : [];
    return spawn(process.execPath, [...loader, program, ...words], { env, stdio: ["ignore", "ignore", "pipe"] });
  };
  const end = async (child: ChildProcess): Promise<{ code: number | null; signal: string | null; errors: string }> => {
    const errors: string[] = [];
    child.stderr!.on("data", (piece) => errors.push(String(piece)));
    const [code, signal] = (await once(child, "close")) as [number | null, string | null];
    return { code, signal, errors: errors.join("") };
  };
  const bytesOnDisk = async (): Promise<number> => {
    const files = await filesBelow(join(folder(), "cache"));
    const kept = files.filter((path) => path.startsWith("data/") || path.endsWith("/data"));
    // a file may be moved between the two looks
    const sizes = kept.map((path) =>
      stat(join(folder(), "cache", path)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
  const killedAt = async (bytes: number, child: ChildProcess, signal: NodeJS.Signals) => {
    const ended = end(child);
    while ((await bytesOnDisk()) < bytes && child.exitCode === null) await setTimeout(2);
    child.kill(signal);
    return ended;
  };
  const expectWholeFilesOnly = async (): Promise<readonly string[]> => {
    const present = await filesBelow(join(folder(), "cache/data"));
    for (const path of present) {
      expect(sha256Of(await readFile(join(folder(), "cache/data", path)))).to.equal(sha256Of(contents[path]!));
    }
    return present;
  };

  // where the kill falls, as a share of all bytes; the last lies where files are moved into place
  for (const share of [0.02, 0.21, 0.48, 0.77, 0.94, 1]) {
    it(`kill -9 after ${share * 100} % of the bytes leaves only whole files, and the next run completes them`, async () => {
      const child = start();
      const killed = await killedAt(share * total, child, "SIGKILL");
      // after the last byte the child may have ended by itself
      if (share < 1) expect(killed).to.include({ signal: "SIGKILL" });
      await expectWholeFilesOnly();
      const before = served;
      expect(await end(start())).to.deep.include({ code: 0, signal: null });
      expect(await expectWholeFilesOnly()).to.deep.equal(Object.keys(contents));
      // a kill right after a file was moved into place leaves its small record, never bytes
      const left = await filesBelow(join(folder(), "cache/partial"));
      expect(left.filter((path) => !path.endsWith("/record.json"))).to.deep.equal([]);
      const lock = JSON.parse(await readFile(join(folder(), "cache/locks/example2020.lock.json"), "utf8"));
      expect(lock.files["worms/c.h5"].sha256).to.equal(sha256Of(contents["worms/c.h5"]!));
      // it went on, it did not begin again
      if (share >= 0.2) expect(served - before).to.be.lessThan(total);
    });
  }

  it("is killed again and again and comes to its end all the same", async () => {
    let kills = 0;
    for (let round = 0; round < 3; round++) {
      const child = start();
      const killed = await killedAt((await bytesOnDisk()) + 60_000, child, "SIGKILL");
      // on a busy machine a child may come to its end before it is looked at again
      if (killed.signal === "SIGKILL") kills++;
      await expectWholeFilesOnly();
    }
    expect(kills).to.be.greaterThan(0);
    expect(await end(start())).to.deep.include({ code: 0 });
    expect(await expectWholeFilesOnly()).to.deep.equal(Object.keys(contents));
  });

  it("stops on SIGTERM with nothing half-written in place", async function () {
    if (process.platform === "win32") this.skip();
    const child = start();
    expect(await killedAt(total / 2, child, "SIGTERM")).to.include({
      code: 130,
      errors: "stopped; nothing half-written is left\n",
    });
    await expectWholeFilesOnly();
  });

  it("may run twice at the same time", async () => {
    const [one, two] = await Promise.all([end(start()), end(start())]);
    for (const run of [one, two]) expect(run.code, run.errors).to.equal(0);
    expect(await expectWholeFilesOnly()).to.deep.equal(Object.keys(contents));
    expect(await filesBelow(join(folder(), "cache/partial"))).to.deep.equal([]);
  });
});
