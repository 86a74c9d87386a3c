import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { loadManifest } from "../../../src/node/manifests.js";
import { exampleBytes, exampleFile, exampleManifest, sha256Of } from "../../support/example-manifest.js";
import { good, type MisbehavingServer, misbehavingServer, status } from "../../support/misbehaving-server.js";
import { runCli } from "../../support/run-cli.js";
import { filesBelow, temporaryFolder } from "../../support/temporary-folder.js";

describe("list, info, cite, fetch, verify, cache, doctor", () => {
  const folder = temporaryFolder();
  const contents: Readonly<Record<string, Uint8Array>> = {
    "worms/a.h5": exampleBytes(5000, 1),
    "worms/b.h5": exampleBytes(6000, 2),
  };
  let server: MisbehavingServer;
  let manifestsBefore: string | undefined;
  beforeEach(async () => {
    server = await misbehavingServer();
    const files = Object.entries(contents).map(([path, bytes]) => {
      const urls = [server.on(`/${path}`, good(bytes))];
      const subset = path === "worms/a.h5" ? "sample" : "full";
      return exampleFile({ path, urls, bytes: bytes.length, sha256: [sha256Of(bytes)], subset });
    });
    await place("manifests/example2020.json", JSON.stringify(exampleManifest({ files })));
    const gone = exampleFile({ path: "worms/gone.h5", urls: [server.on("/gone", status(404))] });
    const other = exampleManifest({
      id: "other2021",
      aliases: [],
      title: "Another",
      files: [gone],
      tested: "original",
    });
    await place("manifests/other2021.json", JSON.stringify(other));
    manifestsBefore = process.env.NEUROLOOM_MANIFESTS;
    process.env.NEUROLOOM_MANIFESTS = join(folder(), "manifests");
  });
  afterEach(async () => {
    if (manifestsBefore === undefined) delete process.env.NEUROLOOM_MANIFESTS;
    else process.env.NEUROLOOM_MANIFESTS = manifestsBefore;
    await server.close();
  });

  const place = async (path: string, text: string | Uint8Array) => {
    await mkdir(dirname(join(folder(), path)), { recursive: true });
    await writeFile(join(folder(), path), text);
  };
  const run = (command: string, ...words: string[]) =>
    runCli(command, "--mirror", "", "--cache-dir", join(folder(), "cache"), ...words);
  const json = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  const cached = () => filesBelow(join(folder(), "cache/data"));

  it("list shows id, tested state, size, licence and title", async () => {
    const { code, out } = await run("list");
    expect(code).to.equal(0);
    expect(out.trimEnd().split("\n")).to.deep.equal([
      "ID           TESTED    SIZE          LICENCE    TITLE",
      "example2020  none      11.0 kB       CC-BY-4.0  Whole-brain imaging of an example",
      "other2021    original  size unknown  CC-BY-4.0  Another",
    ]);
    const [first, second] = json((await run("list", "--json")).out);
    expect(first).to.include({ id: "example2020", bytes: 11_000, files: 2, tested: "none", licence: "CC-BY-4.0" });
    expect(second).to.include({ id: "other2021", bytes: null });
  });

  it("info tells everything, and what is here", async () => {
    await run("fetch", "example", "--subset", "sample");
    const { code, out } = await run("info", "EXAMPLE2020");
    expect(code).to.equal(0);
    for (const text of [
      "Whole-brain imaging of an example",
      "ratio [no unit]: GCaMP over mCherry.",
      "worms/a.h5  5.0 kB  sample  recording  cache",
      "worms/b.h5  6.0 kB  full    recording  to fetch",
      "1 files to fetch",
      "count recordings = 2 (made up for tests)",
      "not-real: The data are made up.",
      "[paper] Example A. (2020) An example.",
    ]) {
      expect(out).to.contain(text);
    }
    const [info] = json((await run("info", "example2020", "--json")).out);
    expect(info.manifest).to.include({ id: "example2020" });
    expect(info.present.files.map((file: { place: string | null }) => file.place)).to.deep.equal(["cache", null]);
  });

  it("info shows the first ten of many facts, and where the others are", async () => {
    delete process.env.NEUROLOOM_MANIFESTS;
    const { out } = await runCli(
      "info",
      "dag2023",
      "--offline",
      "--mirror",
      "",
      "--cache-dir",
      join(folder(), "cache"),
    );
    const { expected, licence } = await loadManifest("dag2023");
    expect(out).to.contain(`  … ${expected.length - 10} more (--json shows all)`);
    expect(expected.filter(({ title }) => out.includes(`  ${title} = `))).to.have.length(10);
    expect(out).to.contain(`licence      ${licence.statement}; redistribution`);
    const simulated = await runCli("info", "simulated", "--offline", "--mirror", "");
    expect(simulated.out).to.contain("tested on    no file: it makes its own data");
  });

  it("cite gives text, BibTeX and JSON, and nothing when one id is wrong", async () => {
    expect((await run("cite", "example2020")).out)
      .to.contain("Example A. (2020)")
      .and.contain("https://doi.org/10.1000/xyz");
    expect((await run("cite", "example2020", "other2021", "--bibtex")).out.match(/@misc/g)).to.have.length(2);
    expect(json((await run("cite", "example2020", "--json")).out)[0]).to.include({ dataset: "example2020" });
    expect(await run("cite", "example2020", "exampel2020")).to.deep.include({ code: 2, out: "" });
  });

  for (const command of ["info", "cite", "fetch", "verify"]) {
    it(`${command} names the nearest of an unknown id`, async () => {
      const { code, err } = await run(command, "exampel2020");
      expect(code).to.equal(2);
      expect(err).to.contain("nearest: example2020");
    });
  }

  it("fetch has the files here, says where, and shows the licence", async () => {
    const first = await run("fetch", "example2020");
    expect(first.code).to.equal(0);
    expect(first.out).to.equal("example2020: 2 files, 11.0 kB: 2 in the cache\n  licence: CC-BY-4.0: CC BY 4.0\n");
    expect(first.err).to.contain(`fetched from ${server.url("/worms/a.h5")}`);
    expect(await cached()).to.deep.equal(Object.keys(contents));
    const asked = server.requests.length;
    expect((await run("fetch", "example2020", "--offline")).code).to.equal(0);
    expect(server.requests).to.have.length(asked);
  });

  it("fetch takes --subset and --only", async () => {
    await run("fetch", "example2020", "--subset", "sample");
    expect(await cached()).to.deep.equal(["worms/a.h5"]);
    await run("fetch", "example2020", "--only", "b.*");
    expect(await cached()).to.deep.equal(Object.keys(contents));
    expect((await run("fetch", "example2020", "--subset", "half")).code).to.equal(2);
    expect((await run("fetch", "example2020", "--only", "nothing-like-it")).code).to.equal(2);
  });

  it("fetch --dry-run says the sizes and fetches nothing", async () => {
    await run("fetch", "example2020", "--subset", "sample");
    const { code, out, err } = await run("fetch", "example2020", "--dry-run");
    expect(code).to.equal(0);
    expect(out).to.contain("1 in the cache, 1 to fetch (6.0 kB)").and.contain("worms/b.h5  6.0 kB");
    expect(err).to.contain("next: neuroloom fetch example2020\n");
    expect(await cached()).to.deep.equal(["worms/a.h5"]);
    const [dry] = json((await run("fetch", "example2020", "--dry-run", "--json")).out);
    expect(dry).to.include({ dataset: "example2020", toFetch: 1 });
  });

  it("fetch goes on after a dataset that failed; the exit code tells", async () => {
    const { code, out } = await run("fetch", "other2021", "example2020");
    expect(code).to.equal(1);
    expect(out).to.contain("other2021: failed: worms/gone.h5").and.contain("example2020: 2 files");
    expect(await run("fetch", "other2021")).to.deep.include({ code: 4, out: "" });
    expect((await run("fetch", "example2020", "--offline", "--cache-dir", join(folder(), "none"))).code).to.equal(4);
  });

  it("verify lists every file; damage gives exit code 3, absence 1", async () => {
    await run("fetch", "example2020");
    expect(await run("verify", "example2020")).to.deep.include({
      code: 0,
      out: "good    example2020  worms/a.h5\ngood    example2020  worms/b.h5\n",
    });
    await place("cache/data/worms/a.h5", exampleBytes(5000, 7));
    const damaged = await run("verify", "example2020", "other2021");
    expect(damaged.code).to.equal(3);
    expect(damaged.out).to.match(
      /^damaged example2020 {2}worms\/a\.h5 in the cache .*sha256 differs: expected [0-9a-f]{64}, found/,
    );
    expect(damaged.out).to.contain("missing other2021  worms/gone.h5");
    expect((await run("verify", "other2021")).code).to.equal(1);
    const states = json((await run("verify", "example2020", "--json")).out).map(({ state }) => state);
    expect(states).to.deep.equal(["damaged", "good"]);
  });

  it("cache dir prints only the path; ls lists", async () => {
    expect(await run("cache", "dir")).to.deep.equal({ code: 0, out: `${join(folder(), "cache")}\n`, err: "" });
    await run("fetch", "example2020");
    expect((await run("cache", "ls")).out).to.equal("data/worms/a.h5  5.0 kB\ndata/worms/b.h5  6.0 kB\n");
    expect((await run("cache", "lss")).err).to.contain("nearest: ls");
  });

  it("cache clean removes the files of a dataset, or all, and nothing else", async () => {
    await run("fetch", "example2020");
    await place("cache/data/else/c.h5", "not of this dataset");
    await place("cache/partial/worms/a.h5/free-0123456789ab/data", "beginning");
    await place("cache/accepted-terms.json", "{}");
    await place("outside/precious.h5", "precious");
    await symlink(join(folder(), "outside"), join(folder(), "cache/data/link"));
    await symlink(join(folder(), "outside/precious.h5"), join(folder(), "cache/data/precious.h5"));
    const dry = await run("cache", "clean", "example2020", "--dry-run");
    expect(dry.out).to.contain("would remove 3 files").and.contain("partial/worms/a.h5/free-0123456789ab/data");
    expect(await cached()).to.include.members(Object.keys(contents));
    expect((await run("cache", "clean", "example2020")).out).to.contain("removed 3 files");
    expect(await cached()).to.deep.equal(["else/c.h5", "link", "precious.h5"]);
    expect(await filesBelow(join(folder(), "cache/partial"))).to.deep.equal([]);
    await run("cache", "clean");
    expect(await cached()).not.to.include("else/c.h5");
    expect(await readFile(join(folder(), "outside/precious.h5"), "utf8")).to.equal("precious");
    expect(await readFile(join(folder(), "cache/accepted-terms.json"), "utf8")).to.equal("{}");
  });

  it("doctor looks at the machine, and at the network only when asked", async () => {
    const { code, out } = await run("doctor");
    expect(code).to.equal(0);
    expect(out)
      .to.match(/good {4}Node: \d+/)
      .and.contain("HDF5 library")
      .and.contain(join(folder(), "cache"));
    expect(server.requests).to.deep.equal([]);
    const network = json((await run("doctor", "--network", "--json")).out).filter(({ name }) =>
      name.startsWith("network"),
    );
    expect(network).to.have.length(1);
    expect(network[0]).to.include({ state: "good", found: "answers 200" });
    expect(server.requests).to.have.length(1);
    await run("doctor", "--network", "--offline");
    expect(server.requests).to.have.length(1);
  });
});
