import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { DownloadError, IntegrityError, isNeuroloomError } from "../../src/errors.js";
import type { SingleFile } from "../../src/manifest/single-files.js";
import { cacheFolder } from "../../src/node/cache-folder.js";
import { type Downloaded, openDownloader } from "../../src/node/download.js";
import type { DownloadOptions } from "../../src/node/download-options.js";
import type { ProgressEvent } from "../../src/progress.js";
import { exampleBytes, sha256Of } from "../support/example-manifest.js";
import {
  type Behaviour,
  carelessRanges,
  endless,
  good,
  type MisbehavingServer,
  misbehavingServer,
  onlyForAgents,
  page,
  resetAt,
  slow,
  status,
  truncated,
  withoutRanges,
  wrongLength,
} from "../support/misbehaving-server.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

describe("openDownloader", () => {
  const folder = temporaryFolder();
  const bytes = exampleBytes();
  let server: MisbehavingServer;
  let waits: number[];
  let events: ProgressEvent[];
  beforeEach(async () => {
    server = await misbehavingServer();
    waits = [];
    events = [];
  });
  afterEach(() => server.close());

  const known = (urls: readonly string[], fields: Partial<SingleFile> = {}): SingleFile => ({
    ...{ path: "worms/one.h5", urls, bytes: bytes.length, sha256: [sha256Of(bytes)] },
    ...{ mediaType: "application/x-hdf5", ...fields },
  });
  const unknown = (urls: readonly string[]) => known(urls, { bytes: null, sha256: [] });
  const download = (file: SingleFile, options: Partial<DownloadOptions> = {}): Promise<Downloaded> =>
    openDownloader({
      sleep: async (milliseconds) => void waits.push(milliseconds),
      random: () => 0.5,
      onProgress: (event) => events.push(event),
      ...options,
    })(file, cacheFolder(folder()));
  const failure = async (file: SingleFile, options: Partial<DownloadOptions> = {}): Promise<Error> => {
    try {
      await download(file, options);
    } catch (error) {
      return error as Error;
    }
    throw new Error("the download did not fail");
  };
  const data = () => filesBelow(join(folder(), "data"));
  const partial = () => filesBelow(join(folder(), "partial"));
  const expectWhole = async () => {
    expect(await data()).to.deep.equal(["worms/one.h5"]);
    expect(sha256Of(await readFile(join(folder(), "data/worms/one.h5")))).to.equal(sha256Of(bytes));
    expect(await partial()).to.deep.equal([]);
  };
  const expectNothing = async () => {
    expect(await data()).to.deep.equal([]);
    expect(await partial()).to.deep.equal([]);
  };
  // a connection that breaks loses what the client has not taken yet, so it breaks when the bytes are on disk
  const arrived = async (end: number) => {
    for (;;) {
      const kept = (await partial()).filter((path) => path.endsWith("/data"));
      const sizes = await Promise.all(kept.map(async (path) => (await stat(join(folder(), "partial", path))).size));
      if (sizes.includes(end)) return;
      await setTimeout(2);
    }
  };
  const ranges = () => server.requests.map(({ headers }) => headers.range);

  it("fetches a file, verified, and says which address served it", async () => {
    const url = server.on("/one", good(bytes));
    const result = await download(known([url]));
    expect(result).to.include({ url, bytes: bytes.length, sha256: sha256Of(bytes) });
    expect(events.at(-1)).to.include({ kind: "done", message: `fetched from ${url}` });
    expect(server.requests[0]!.headers).to.include({ "accept-encoding": "identity" });
    await expectWhole();
  });

  it("fetches an empty file", async () => {
    const url = server.on("/empty", good(new Uint8Array(0)));
    const result = await download(known([url], { bytes: 0, sha256: [sha256Of("")] }));
    expect(result.bytes).to.equal(0);
    expect(await data()).to.deep.equal(["worms/one.h5"]);
  });

  for (const [name, behaviour] of [
    ["that says so", page()],
    ["that says it is data", page("application/octet-stream")],
  ] as const) {
    it(`refuses an HTML page ${name}`, async () => {
      const error = await failure(known([server.on("/one", behaviour)]));
      expect(error).to.be.instanceOf(DownloadError);
      expect(error.message).to.match(/sent an HTML page.* in place of application\/x-hdf5/);
      expect(server.requests).to.have.length(1);
      await expectNothing();
    });
  }

  for (const [what, text] of [
    ["a git-annex pointer", "/annex/objects/SHA256E-s4096--0123.h5\n"],
    ["a git-annex pointer", "../../.git/annex/objects/Xx/9z/SHA256E-s4096--0123.h5"],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"],
    ["an XML error message", '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code></Error>'],
  ] as const) {
    it(`refuses ${what} (${text.slice(0, 12).trim()}…), also where size and hash are not known`, async () => {
      const url = server.on("/one", good(new TextEncoder().encode(text)));
      for (const file of [known([url]), unknown([url])]) {
        const error = await failure(file);
        expect(error).to.be.instanceOf(DownloadError);
        expect(error.message).to.contain(`sent ${what} of ${text.length} bytes`);
        await expectNothing();
      }
    });
  }

  it("tries a truncated body again and ends with a clear error; the bytes stay for the next time", async () => {
    const url = server.on("/one", truncated(40_000, bytes));
    const error = await failure(known([url]));
    expect(error).to.be.instanceOf(DownloadError);
    expect(error.message).to.contain("ended after 40000 of 65536 bytes, after 5 attempts");
    expect(waits).to.deep.equal([375, 750, 1500, 3000]);
    expect(await data()).to.deep.equal([]);
    server.on("/one", good(bytes));
    await download(known([url]));
    expect(ranges().at(-1)).to.equal("bytes=40000-");
    await expectWhole();
  });

  it("refuses a wrong hash and keeps nothing", async () => {
    const other = exampleBytes(bytes.length, 2);
    const error = await failure(known([server.on("/one", good(other))]));
    expect(error).to.be.instanceOf(IntegrityError);
    expect(error).to.include({ expected: sha256Of(bytes), found: sha256Of(other) });
    expect(error.message).to.contain("worms/one.h5").and.contain(server.url("/one"));
    expect(server.requests).to.have.length(1);
    await expectNothing();
  });

  it("accepts any of several hashes", async () => {
    const url = server.on("/one", good(bytes));
    await download(known([url], { sha256: ["0".repeat(64), sha256Of(bytes)] }));
    await expectWhole();
  });

  it("says who it is, and explains a 403", async () => {
    const url = server.on("/one", onlyForAgents(bytes));
    const error = await failure(known([url]), { userAgent: "" });
    expect(error).to.be.instanceOf(DownloadError).and.include({ status: 403 });
    expect(error.message).to.contain("may block programs or want a login");
    await expectNothing();
    await download(known([url]));
    await expectWhole();
  });

  it("does not ask twice for a listed file that is not there", async () => {
    const error = await failure(known([server.url("/nothing")]));
    expect(error).to.be.instanceOf(DownloadError).and.include({ status: 404 });
    expect(error.message).to.contain("no longer at this address");
    expect(server.requests).to.have.length(1);
    await expectNothing();
  });

  it("takes 416 for the end of a file of unknown size that is whole already", async () => {
    const url = server.on("/one", good(bytes));
    await leaveBehind(folder(), bytes, { url, etag: '"one"', lastModified: null, sha256: [] });
    await download(unknown([url]));
    expect(ranges()).to.deep.equal(["bytes=65536-"]);
    await expectWhole();
  });

  it("starts again when 416 says that the partial file is longer than the file", async () => {
    const url = server.on("/one", good(bytes));
    const longer = exampleBytes(70_000);
    await leaveBehind(folder(), longer, { url, etag: '"one"', lastModified: null, sha256: [] });
    await download(unknown([url]));
    expect(ranges()).to.deep.equal(["bytes=70000-", undefined]);
    await expectWhole();
  });

  it("asks for nothing when the partial file is whole already and its hash is right", async () => {
    const url = server.on("/one", good(bytes));
    await leaveBehind(folder(), bytes, { url, etag: null, lastModified: null, sha256: [sha256Of(bytes)] });
    await download(known([url]));
    expect(server.requests).to.have.length(0);
    await expectWhole();
  });

  it("waits as long as a 429 asks, in seconds", async () => {
    await download(known([server.on("/one", status(429, { "retry-after": "7" }), good(bytes))]));
    expect(waits).to.deep.equal([7000]);
    await expectWhole();
  });

  it("waits until the date that a 503 names, and never longer than two minutes", async () => {
    const now = () => Date.UTC(2026, 0, 1, 12, 0, 0);
    const soon = status(503, { "retry-after": "Thu, 01 Jan 2026 12:00:42 GMT" });
    const late = status(503, { "retry-after": "Thu, 01 Jan 2026 18:00:00 GMT" });
    await download(known([server.on("/one", soon, late, good(bytes))]), { now });
    expect(waits).to.deep.equal([42_000, 120_000]);
    await expectWhole();
  });

  it("outlasts server errors, with longer and longer waits", async () => {
    await download(known([server.on("/one", status(500), status(502), status(504), good(bytes))]));
    expect(waits).to.deep.equal([375, 750, 1500]);
    await expectWhole();
  });

  it("gives up after the set number of server errors", async () => {
    const error = await failure(known([server.on("/one", status(503))]), { attempts: 3 });
    expect(error).to.be.instanceOf(DownloadError).and.include({ status: 503 });
    expect(server.requests).to.have.length(3);
    await expectNothing();
  });

  it("goes on where a reset connection stopped, however often it happens", async () => {
    const resets = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000].map((end) => resetAt(end, bytes, arrived));
    await download(known([server.on("/one", ...resets, good(bytes))]));
    expect(ranges().at(-1)).to.equal("bytes=60000-");
    expect(server.requests).to.have.length(7);
    await expectWhole();
  });

  it("goes on with files of unknown hash by the server's own mark of the edition", async () => {
    const url = server.on("/one", resetAt(30_000, bytes, arrived), good(bytes));
    const result = await download(unknown([url]));
    expect(server.requests[1]!.headers).to.include({ range: "bytes=30000-", "if-range": '"one"' });
    expect(result.sha256).to.equal(sha256Of(bytes));
    await expectWhole();
  });

  it("starts again where ranges are not supported", async () => {
    await download(known([server.on("/one", resetAt(30_000, bytes, arrived), withoutRanges(bytes))]));
    expect(ranges()).to.deep.equal([undefined, "bytes=30000-"]);
    await expectWhole();
  });

  for (const [name, length] of [
    ["too small", 60_000],
    ["too large", 70_000],
  ] as const) {
    it(`refuses a Content-Length that is ${name}`, async () => {
      const error = await failure(known([server.on("/one", wrongLength(length, bytes))]));
      expect(error).to.be.instanceOf(IntegrityError);
      expect(error.message).to.contain(`expected 65536 bytes, found ${length} bytes announced`);
      await expectNothing();
    });
  }

  it("takes a body shorter than its own Content-Length for broken, also where the size is not known", async () => {
    const error = await failure(unknown([server.on("/one", wrongLength(70_000, bytes))]), { attempts: 2 });
    expect(error).to.be.instanceOf(DownloadError);
    expect(error.message).to.contain("the connection broke");
    expect(await data()).to.deep.equal([]);
  });

  it("cuts an endless body at the promised size", async () => {
    const error = await failure(known([server.on("/one", endless(bytes))]));
    expect(error).to.be.instanceOf(IntegrityError);
    expect(error.message).to.contain("found more than 65536 bytes");
    await expectNothing();
  });

  it("cuts an endless body of unknown size at the bound", async () => {
    const error = await failure(unknown([server.on("/one", endless(bytes))]), { maxUnknownBytes: 1_000_000 });
    expect(error).to.be.instanceOf(DownloadError);
    expect(error.message).to.contain("more than 1000000 bytes, the bound");
    await expectNothing();
  });

  it("breaks off a slow drip and goes on later", async () => {
    const drip = slow(bytes, { piece: 5, everyMs: 20 });
    const url = server.on("/one", drip, good(bytes));
    await download(known([url]), { stallMs: 200, stallBytes: 2000 });
    expect(events.map(({ message }) => message).join()).to.contain("fewer than 2000 bytes came in 0.2 s");
    await expectWhole();
  });

  it("breaks off a server that never answers", async () => {
    const error = await failure(known([server.on("/one", () => undefined)]), { stallMs: 50, attempts: 2 });
    expect(error).to.be.instanceOf(DownloadError);
    expect(error.message).to.contain("bytes came in 0.05 s, after 2 attempts");
    await expectNothing();
  });

  it("stops at once when the caller aborts, and keeps the bytes for the next time", async () => {
    const url = server.on("/one", slow(bytes, { piece: 4096, everyMs: 30 }));
    const stop = new AbortController();
    const failed = failure(known([url]), { signal: stop.signal });
    await arrived(4096 * 3);
    stop.abort();
    const error = await failed;
    expect(error.name).to.equal("AbortError");
    expect(isNeuroloomError(error)).to.equal(false);
    expect(await data()).to.deep.equal([]);
    server.on("/one", good(bytes));
    await download(known([url]));
    expect(ranges().at(-1)).to.match(/^bytes=\d+-$/);
    await expectWhole();
  });

  it("stops while it waits between attempts", async () => {
    const stop = new AbortController();
    const onProgress = (event: ProgressEvent) => event.kind === "note" && stop.abort();
    const longSleep: DownloadOptions["sleep"] = (milliseconds, signal) =>
      setTimeout(milliseconds, undefined, { signal });
    const file = known([server.on("/one", status(503, { "retry-after": "60" }))]);
    const error = await failure(file, { sleep: longSleep, signal: stop.signal, onProgress });
    expect(error.name).to.equal("AbortError");
    expect(server.requests).to.have.length(1);
  });

  it("follows redirects", async () => {
    server.on("/two", status(307, { location: server.on("/end", good(bytes)) }));
    const url = server.on("/one", status(302, { location: "/two" }));
    expect(await download(known([url]))).to.include({ url });
    await expectWhole();
  });

  it("notices a loop of redirects", async () => {
    server.on("/two", status(302, { location: "/one" }));
    const error = await failure(known([server.on("/one", status(302, { location: "/two" }))]));
    expect(error).to.be.instanceOf(DownloadError);
    expect(error.message).to.contain("redirects in a loop");
    expect(server.requests).to.have.length(2);
    await expectNothing();
  });

  it("follows only so many redirects, only to web addresses", async () => {
    for (let step = 0; step < 9; step++) server.on(`/${step}`, status(302, { location: `/${step + 1}` }));
    expect((await failure(known([server.url("/0")]))).message).to.contain("redirects more than 5 times");
    const file = known([server.on("/file", status(302, { location: "file:///etc/hosts" }))]);
    expect((await failure(file)).message).to.contain("no web address");
    await expectNothing();
  });

  it("does not follow from https to http", async () => {
    const fetch = async () => new Response(null, { status: 302, headers: { location: "http://127.0.0.1/one" } });
    const error = await failure(known(["https://data.example/one"]), { fetch });
    expect(error.message).to.contain("which is not protected");
  });

  it("starts again when the file changed between two ranges, as the server says", async () => {
    const other = exampleBytes(bytes.length, 2);
    const url = server.on("/one", resetAt(30_000, other, arrived, '"old"'), good(bytes, '"new"'));
    await download(known([url]));
    expect(server.requests[1]!.headers["if-range"]).to.equal('"old"');
    await expectWhole();
  });

  it("starts again when the server sends another range than the one asked for", async () => {
    const header = { "content-range": `bytes 0-${bytes.length - 1}/${bytes.length}`, etag: '"one"' };
    const fromTheStart: Behaviour = (_request, response) => response.writeHead(206, header).end(bytes);
    await download(unknown([server.on("/one", resetAt(30_000, bytes, arrived), fromTheStart, good(bytes))]));
    expect(ranges()).to.deep.equal([undefined, "bytes=30000-", undefined]);
    await expectWhole();
  });

  for (const hashed of [true, false]) {
    it(`starts again when the file changed and the server serves its range all the same (${hashed ? "hash known" : "hash unknown"})`, async () => {
      const other = exampleBytes(bytes.length, 2);
      const url = server.on("/one", resetAt(30_000, other, arrived, '"old"'), carelessRanges(bytes, '"new"'));
      await download(hashed ? known([url]) : unknown([url]));
      expect(ranges()).to.deep.equal([undefined, "bytes=30000-", undefined]);
      await expectWhole();
    });
  }

  it("starts again when the bytes on disk were damaged meanwhile", async () => {
    const url = server.on("/one", good(bytes));
    const damaged = bytes.slice(0, 30_000);
    damaged[100] = damaged[100]! ^ 1;
    await leaveBehind(folder(), damaged, { url, etag: '"one"', lastModified: null, sha256: [sha256Of(bytes)] });
    await download(known([url]));
    expect(ranges()).to.deep.equal(["bytes=30000-", undefined]);
    await expectWhole();
  });

  it("does not use what was left of a file with another hash", async () => {
    const url = server.on("/one", good(bytes));
    await leaveBehind(folder(), bytes.slice(0, 100), { url, etag: null, lastModified: null, sha256: ["0".repeat(64)] });
    await download(known([url]));
    expect(ranges()).to.deep.equal([undefined]);
    await expectWhole();
  });

  it("leaves alone what a running process is writing", async () => {
    const url = server.on("/one", good(bytes));
    const record = { url, etag: '"one"', lastModified: null, sha256: [sha256Of(bytes)] };
    await leaveBehind(folder(), bytes.slice(0, 100), record);
    const home = join(folder(), "partial/worms/one.h5");
    const [free] = await readdir(home);
    const own = `${sha256Of(hostname()).slice(0, 8)}-${process.ppid}-0123456789ab`;
    await rename(join(home, free!), join(home, own));
    await download(known([url]));
    expect(ranges()).to.deep.equal([undefined]);
    expect(await partial()).to.deep.equal([`worms/one.h5/${own}/data`, `worms/one.h5/${own}/record.json`]);
  });

  it("tries the addresses in order and says which one served", async () => {
    const other = exampleBytes(bytes.length, 2);
    const urls = [
      server.url("/gone"),
      server.on("/page", page()),
      server.on("/wrong", good(other)),
      server.on("/good", good(bytes)),
    ];
    const result = await download(known(urls));
    expect(result.url).to.equal(urls[3]);
    const notes = events.filter(({ kind }) => kind === "note").map(({ message }) => message ?? "");
    expect(notes).to.have.length(3);
    for (const [index, reason] of ["answered 404", "HTML page", "sha256 differs"].entries()) {
      expect(notes[index]).to.contain(urls[index]).and.contain(reason).and.contain("trying the next address");
    }
    await expectWhole();
  });

  it("names what every address answered when all fail", async () => {
    const other = exampleBytes(bytes.length, 2);
    const error = await failure(known([server.on("/wrong", good(other)), server.url("/gone")]));
    expect(error).to.be.instanceOf(IntegrityError);
    expect(error.message).to.contain("/wrong").and.contain("answered 404");
    expect((error.cause as AggregateError).errors).to.have.length(2);
    await expectNothing();
  });

  it("goes on at the second address with the bytes of the first when the hash is known", async () => {
    const urls = [
      server.on("/one", resetAt(30_000, bytes, arrived), status(404)),
      server.on("/two", good(bytes, '"two"')),
    ];
    await download(known(urls));
    expect(ranges().at(-1)).to.equal("bytes=30000-");
    await expectWhole();
  });

  it("never joins bytes of two addresses when the hash is not known", async () => {
    const urls = [
      server.on("/one", resetAt(30_000, bytes, arrived), status(404)),
      server.on("/two", good(bytes, '"two"')),
    ];
    await download(unknown(urls));
    expect(ranges().at(-1)).to.equal(undefined);
    await expectWhole();
  });

  it("keeps to the number of connections per host", async () => {
    const urls = [0, 1, 2, 3, 4, 5].map((k) => server.on(`/${k}`, slow(bytes, { piece: 16_384, everyMs: 5 })));
    const start = openDownloader({ perHost: 2 });
    await Promise.all(urls.map((url, k) => start(known([url], { path: `worms/${k}.h5` }), cacheFolder(folder()))));
    expect(server.mostAtOnce).to.equal(2);
    expect(await data()).to.have.length(6);
  });

  it("says so when the cache cannot be written", async () => {
    await writeFile(join(folder(), "partial"), "a file where a folder should be");
    const error = await failure(known([server.on("/one", good(bytes))]));
    expect(error).to.be.instanceOf(DownloadError);
    expect(error.message).to.contain("the cache could not be written");
  });
});

async function leaveBehind(cache: string, bytes: Uint8Array, record: object): Promise<void> {
  const place = join(cache, "partial/worms/one.h5/free-0123456789ab");
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "data"), bytes);
  await writeFile(join(place, "record.json"), JSON.stringify(record));
}
