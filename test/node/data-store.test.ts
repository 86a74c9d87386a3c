import { appendFile, mkdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import {
  ArgumentError,
  DownloadError,
  IntegrityError,
  LicenceError,
  MissingFileError,
  OfflineError,
} from "../../src/errors.js";
import type { Manifest, ManifestFile } from "../../src/manifest/schema.js";
import { singleFiles } from "../../src/manifest/single-files.js";
import { type DataStoreOptions, openDataStore } from "../../src/node/data-store.js";
import { loadManifests } from "../../src/node/manifests.js";
import type { ProgressEvent } from "../../src/progress.js";
import { caught } from "../support/caught.js";
import { exampleBytes, exampleFile, exampleManifest, sha256Of } from "../support/example-manifest.js";
import { endless, good, type MisbehavingServer, misbehavingServer, status } from "../support/misbehaving-server.js";
import { mirror, realData } from "../support/real-data.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

describe("openDataStore", () => {
  const folder = temporaryFolder();
  const contents = { "worms/a.h5": exampleBytes(5000, 1), "worms/b.h5": exampleBytes(6000, 2) } as const;
  type Path = keyof typeof contents;
  const paths = Object.keys(contents) as Path[];
  let server: MisbehavingServer;
  let events: ProgressEvent[];
  beforeEach(async () => {
    server = await misbehavingServer();
    events = [];
    for (const path of paths) server.on(`/${path}`, good(contents[path]));
  });
  afterEach(() => server.close());

  const entry = (path: Path, fields: Partial<ManifestFile> = {}) =>
    exampleFile({
      ...{ path, urls: [server.url(`/${path}`)], bytes: contents[path].length, sha256: [sha256Of(contents[path])] },
      ...fields,
    });
  const manifestOf = (fields: Partial<ManifestFile> = {}, more: Partial<Manifest> = {}) =>
    exampleManifest({ files: paths.map((path) => entry(path, fields)), ...more });
  const open = (options: DataStoreOptions = {}) =>
    openDataStore({
      ...{ env: {}, cacheDir: join(folder(), "cache"), onProgress: (event) => events.push(event) },
      download: { sleep: async () => undefined, attempts: 2 },
      ...options,
    });
  const ensure = async (manifest: Manifest, options: DataStoreOptions = {}, selection = {}) =>
    (await open(options)).ensure(manifest, selection);
  const placeIn = async (place: "mirror" | "cache/data", path: string, bytes: Uint8Array | string) => {
    const file = join(folder(), place, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    return file;
  };
  const fillMirror = async () => {
    for (const path of paths) await placeIn("mirror", path, contents[path]);
    return join(folder(), "mirror");
  };
  const cached = () => filesBelow(join(folder(), "cache/data"));

  it("fetches what is on no place, and gives the bytes by manifest path", async () => {
    const files = await ensure(manifestOf());
    const listed: string[] = [];
    for await (const path of files.list()) listed.push(path);
    expect(listed).to.deep.equal(paths);
    for (const path of paths) {
      const source = await files.open(path);
      expect(source).to.include({ size: contents[path].length, path: join(folder(), "cache/data", path) });
      expect(sha256Of(await source!.read(0, source!.size))).to.equal(sha256Of(contents[path]));
    }
    expect(await files.open("worms/c.h5")).to.equal(undefined);
    expect(await cached()).to.deep.equal(paths);
    expect(await readFile(join(folder(), "cache/CACHEDIR.TAG"), "utf8")).to.match(
      /^Signature: 8a477f597d28d172789f06886806bc55/,
    );
  });

  it("shows the licence before it fetches", async () => {
    await ensure(manifestOf());
    const shown = events.findIndex(({ task, kind }) => task === "licence" && kind === "note");
    expect(events[shown]).to.include({ item: "example2020", message: "CC-BY-4.0; CC BY 4.0" });
    expect(shown).to.be.lessThan(events.findIndex(({ task }) => task === "download"));
  });

  it("touches neither network nor other files when everything is in the cache", async () => {
    await ensure(manifestOf());
    const before = server.requests.length;
    const fetch = () => Promise.reject(new Error("the network was touched"));
    await ensure(manifestOf(), { download: { fetch } });
    await ensure(manifestOf(), { offline: true, download: { fetch } });
    expect(server.requests).to.have.length(before);
  });

  it("fetches only the selected files", async () => {
    await ensure(manifestOf(), {}, { only: "a.h5" });
    expect(await cached()).to.deep.equal(["worms/a.h5"]);
  });

  it("looks in the mirror first and copies nothing", async () => {
    const mirror = await fillMirror();
    await placeIn("cache/data", "worms/a.h5", contents["worms/a.h5"]);
    const store = await open({ mirror });
    expect((await store.locate(manifestOf())).map(({ place }) => place)).to.deep.equal(["mirror", "mirror"]);
    const files = await store.ensure(manifestOf());
    expect((await files.open("worms/a.h5"))!.path).to.equal(join(mirror, "worms/a.h5"));
    expect(server.requests).to.deep.equal([]);
    expect(await cached()).to.deep.equal(["worms/a.h5"]);
  });

  it("completes a mirror from the cache and from the net", async () => {
    const mirror = await fillMirror();
    await rm(join(mirror, "worms/b.h5"));
    await ensure(manifestOf(), { mirror });
    expect(server.requests.map(({ path }) => path)).to.deep.equal(["/worms/b.h5"]);
    const again = await open({ mirror, offline: true });
    expect((await again.locate(manifestOf())).map(({ place }) => place)).to.deep.equal(["mirror", "cache"]);
    await again.ensure(manifestOf());
  });

  it("takes the mirror from the environment, unless told that there is none", async () => {
    const env = { NEUROLOOM_MIRROR: await fillMirror() };
    expect((await open({ env })).mirror).to.equal(env.NEUROLOOM_MIRROR);
    expect((await open({ env, mirror: null })).mirror).to.equal(undefined);
    const error = await caught(open({ mirror: join(folder(), "nowhere") }));
    expect(error).to.be.instanceOf(ArgumentError);
    expect(error.message).to.contain("nowhere");
  });

  it("refuses a mirror file of wrong size and one of wrong hash, with what to do", async () => {
    const mirror = await fillMirror();
    await placeIn("mirror", "worms/a.h5", exampleBytes(5000, 3));
    const hash = await caught(ensure(manifestOf(), { mirror }));
    expect(hash).to.be.instanceOf(IntegrityError);
    expect(hash).to.include({ expected: sha256Of(contents["worms/a.h5"]), found: sha256Of(exampleBytes(5000, 3)) });
    expect(hash.message).to.contain("worms/a.h5 in the mirror").and.contain("replace it in the mirror");
    await placeIn("mirror", "worms/b.h5", "../../.git/annex/objects/Xx/9z/SHA256E-s6000--01.h5");
    const both = await caught(ensure(manifestOf(), { mirror }));
    expect(both).to.be.instanceOf(IntegrityError);
    expect(both.message).to.contain("worms/a.h5, worms/b.h5").and.contain("found a git-annex pointer of 51 bytes");
    expect(server.requests).to.deep.equal([]);
  });

  it("hashes a mirror file once, again when it changes, and always on verify", async () => {
    const mirror = await fillMirror();
    const hashed = () => events.splice(0).filter(({ task, kind }) => task === "verify" && kind === "done").length;
    await ensure(manifestOf(), { mirror });
    expect(hashed()).to.equal(2);
    await ensure(manifestOf(), { mirror });
    expect(hashed()).to.equal(0);
    await utimes(join(mirror, "worms/a.h5"), new Date(0), new Date(0));
    await ensure(manifestOf(), { mirror });
    expect(hashed()).to.equal(1);
    const results = await (await open({ mirror })).verify(manifestOf());
    expect(hashed()).to.equal(2);
    expect(results.every(({ damage }) => damage === undefined)).to.equal(true);
  });

  it("notices damage that leaves size and modification time as they were", async () => {
    await ensure(manifestOf());
    const file = join(folder(), "cache/data/worms/a.h5");
    const { atime, mtime } = await stat(file);
    await writeFile(file, exampleBytes(5000, 3));
    await utimes(file, atime, mtime);
    const error = await caught(ensure(manifestOf(), { offline: true }));
    expect(error).to.be.instanceOf(IntegrityError);
    expect(error.message).to.contain("worms/a.h5 in the cache").and.contain("fetch it again");
  });

  it("fetches a damaged file of the cache again, unless offline", async () => {
    await ensure(manifestOf());
    await truncate(join(folder(), "cache/data/worms/a.h5"), 100);
    await appendFile(join(folder(), "cache/data/worms/b.h5"), "x");
    expect(await caught(ensure(manifestOf(), { offline: true }))).to.be.instanceOf(IntegrityError);
    await ensure(manifestOf());
    for (const path of paths) {
      expect(sha256Of(await readFile(join(folder(), "cache/data", path)))).to.equal(sha256Of(contents[path]));
    }
  });

  it("survives a damaged memory of hashes", async () => {
    await ensure(manifestOf());
    await writeFile(join(folder(), "cache/hashes.json"), "{ broken");
    await ensure(manifestOf(), { offline: true });
  });

  it("names every missing file when offline", async () => {
    const error = await caught(ensure(manifestOf(), { offline: true }));
    expect(error).to.be.instanceOf(OfflineError).and.include({ file: "worms/a.h5, worms/b.h5" });
    expect(error.message).to.contain("neuroloom fetch example2020");
    expect(await filesBelow(join(folder(), "cache"))).to.deep.equal([]);
  });

  it("names every file without an address before it fetches the first", async () => {
    const howTo = "write to the authors";
    const files = [entry("worms/a.h5"), entry("worms/b.h5", { urls: [] }), exampleFile({ path: "worms/c.h5" })];
    const manifest = exampleManifest({ files, access: { kind: "open", howTo } });
    const error = await caught(ensure(manifest, { mirror: await fillMirror().then((place) => join(place, "worms")) }));
    expect(error).to.be.instanceOf(MissingFileError).and.include({ file: "worms/b.h5, worms/c.h5" });
    expect(error.message).to.contain("the mirror").and.contain("the cache").and.contain(howTo);
    expect(server.requests).to.deep.equal([]);
  });

  it("keeps what was fetched when another file fails, and says how to go on", async () => {
    server.on("/worms/a.h5", status(404));
    const one = await caught(ensure(manifestOf()));
    expect(one).to.be.instanceOf(DownloadError).and.include({ status: 404 });
    expect(await cached()).to.deep.equal(["worms/b.h5"]);
    server.on("/worms/a.h5", good(contents["worms/a.h5"]));
    await ensure(manifestOf());
    expect(server.requests.filter(({ path }) => path === "/worms/b.h5")).to.have.length(1);
  });

  it("lists all files that failed", async () => {
    server.on("/worms/a.h5", status(404));
    server.on("/worms/b.h5", status(500));
    const network = await caught(ensure(manifestOf()));
    expect(network).to.be.instanceOf(DownloadError);
    expect(network.message).to.contain("2 of 2 files failed").and.contain("404").and.contain("500");
    expect(network.message).to.contain("neuroloom fetch example2020");
    server.on("/worms/b.h5", endless(contents["worms/b.h5"]));
    expect(await caught(ensure(manifestOf()))).to.be.instanceOf(IntegrityError);
  });

  it("fixes the hash of a file that the manifest does not know, and sees when the source changes", async () => {
    const manifest = manifestOf({ sha256: [], bytes: null });
    await ensure(manifest);
    const lock = JSON.parse(await readFile(join(folder(), "cache/locks/example2020.lock.json"), "utf8"));
    expect(Object.keys(lock.files)).to.deep.equal(paths);
    expect(lock.files["worms/a.h5"]).to.include({
      ...{ sha256: sha256Of(contents["worms/a.h5"]), bytes: 5000, url: server.url("/worms/a.h5") },
    });
    await rm(join(folder(), "cache/data"), { recursive: true });
    server.on("/worms/a.h5", good(exampleBytes(5000, 9)));
    const error = await caught(ensure(manifest));
    expect(error)
      .to.be.instanceOf(IntegrityError)
      .and.include({ expected: sha256Of(contents["worms/a.h5"]) });
    expect(await cached()).to.deep.equal(["worms/b.h5"]);
  });

  it("locks files that a killed run fetched before it could lock them", async () => {
    const manifest = manifestOf({ sha256: [], bytes: null });
    await ensure(manifest);
    const lock = join(folder(), "cache/locks/example2020.lock.json");
    await rm(lock);
    await ensure(manifest, { offline: true });
    expect(JSON.parse(await readFile(lock, "utf8")).files["worms/b.h5"].sha256).to.equal(
      sha256Of(contents["worms/b.h5"]),
    );
    await placeIn("cache/data", "worms/b.h5", exampleBytes(6000, 9));
    expect(await caught(ensure(manifest, { offline: true }))).to.be.instanceOf(IntegrityError);
  });

  it("serves the members of a folder", async () => {
    const bytes = contents["worms/a.h5"];
    const members = [{ path: "a.h5", bytes: bytes.length, sha256: [sha256Of(bytes)] }];
    const files = await ensure(
      exampleManifest({ files: [exampleFile({ path: "worms", urls: [server.url("/worms/")], members })] }),
    );
    expect((await files.open("worms/a.h5"))!.size).to.equal(bytes.length);
  });

  it("finds every real file of the mirror as its manifest says", async function () {
    let files = 0;
    for (const manifest of (await loadManifests()).values()) {
      // of a file without a known hash, no copy is at hand
      const known = manifest.files.flatMap(singleFiles).filter(({ sha256 }) => sha256.length > 0);
      const paths = new Set(known.map(({ path }) => path));
      for (const path of paths) realData(this, path);
      const results = (await (await open({ mirror })).verify(manifest)).filter(({ file }) => paths.has(file.path));
      expect(results.filter(({ damage }) => damage).map(({ damage }) => damage?.message)).to.deep.equal([]);
      expect(results.every(({ place }) => place === "mirror")).to.equal(true);
      files += results.length;
    }
    expect(files).to.be.greaterThan(30);
  });

  describe("with terms to accept", () => {
    const terms = () => manifestOf({}, { access: { kind: "agreement", howTo: "sign the form" } });

    it("fetches nothing without a yes", async () => {
      const asked: string[] = [];
      const confirm = async (question: string) => asked.push(question) < 0;
      for (const options of [{}, { confirm }, { env: { NEUROLOOM_ACCEPT_LICENCE: "other2020" } }]) {
        const error = await caught(ensure(terms(), options));
        expect(error).to.be.instanceOf(LicenceError).and.include({ dataset: "example2020" });
        expect(error.message).to.contain("sign the form").and.contain("--accept-licence");
      }
      expect(asked).to.have.length(1);
      expect(asked[0]).to.contain("CC BY 4.0").and.contain("sign the form");
      expect(server.requests).to.deep.equal([]);
      expect(await cached()).to.deep.equal([]);
    });

    for (const [how, options] of [
      ["the flag", { acceptLicence: true }],
      ["the environment", { env: { NEUROLOOM_ACCEPT_LICENCE: "other2020, Example2020" } }],
      ["a person", { confirm: async () => true }],
    ] as const) {
      it(`takes a yes from ${how}, and remembers it for these terms only`, async () => {
        await ensure(terms(), options);
        expect(await cached()).to.deep.equal(paths);
        await rm(join(folder(), "cache/data"), { recursive: true });
        await ensure(terms());
        await rm(join(folder(), "cache/data"), { recursive: true });
        const changed = { ...terms(), access: { kind: "agreement", howTo: "sign the new form" } } as const;
        expect(await caught(ensure(changed))).to.be.instanceOf(LicenceError);
      });
    }

    it("does not ask when the user has the files", async () => {
      await ensure(terms(), { mirror: await fillMirror() });
    });
  });

  it("says so when the cache cannot be made", async () => {
    await writeFile(join(folder(), "cache"), "a file");
    const error = await caught(ensure(manifestOf()));
    expect(error).to.be.instanceOf(ArgumentError);
    expect(error.message).to.contain("cacheDir").and.contain("--cache-dir");
  });
});
