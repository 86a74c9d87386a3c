import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { httpFetch } from "../../src/node/http-fetch.js";
import { caught } from "../support/caught.js";
import { exampleBytes, sha256Of } from "../support/example-manifest.js";
import {
  type Behaviour,
  type MisbehavingServer,
  misbehavingServer,
  wrongLength,
} from "../support/misbehaving-server.js";

describe("httpFetch", () => {
  const bytes = exampleBytes(3_000_000, 7);
  let server: MisbehavingServer;
  beforeEach(async () => {
    server = await misbehavingServer();
  });
  afterEach(() => server.close());

  const closing: Behaviour = (_request, response) => {
    response.writeHead(200, { "content-length": bytes.length, connection: "close" });
    response.end(bytes);
  };
  /** Takes a little of the body, waits until the server has ended the connection, and takes the rest. */
  const readSlowly = async (response: Response): Promise<Uint8Array> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of response.body!) {
      pieces.push(piece);
      if (pieces.length < 4) await setTimeout(30);
    }
    return Buffer.concat(pieces);
  };

  it("gives the whole body of a connection that ended long before it was read", async () => {
    const response = await httpFetch(server.url("/one"), {}).catch(() => undefined);
    expect(response?.status).to.equal(404);
    expect(sha256Of(await readSlowly(await httpFetch(server.on("/big", closing))))).to.equal(sha256Of(bytes));
  });

  it("survives a body that nobody reads, and one that breaks off", async () => {
    await httpFetch(server.on("/unread", wrongLength(bytes.length + 5, bytes)));
    const error = await caught(httpFetch(server.on("/short", wrongLength(bytes.length + 5, bytes))).then(readSlowly));
    expect(error).to.be.instanceOf(TypeError);
    expect((error as TypeError).cause).to.have.property("code", "ECONNRESET");
  });

  it("throws what a lost connection says, as the cause", async () => {
    const url = server.url("/gone");
    await server.close();
    const error = await caught(httpFetch(url));
    expect(error).to.be.instanceOf(TypeError);
    expect((error as TypeError).cause).to.have.property("code", "ECONNREFUSED");
    server = await misbehavingServer();
  });

  it("does not follow redirects, keeps every header, and sends its own", async () => {
    const url = server.on("/away", (_request, response) => {
      response.writeHead(302, { location: "/there", link: ["<a>", "<b>"] }).end();
    });
    const response = await httpFetch(url, { headers: { range: "bytes=5-" } });
    expect(response.status).to.equal(302);
    expect(response.headers.get("location")).to.equal("/there");
    expect(response.headers.get("link")).to.equal("<a>, <b>");
    expect(server.requests[0]!.headers.range).to.equal("bytes=5-");
  });

  it("unpacks a body that was sent packed, and takes an answer without body", async () => {
    const packed = server.on("/packed", (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(bytes));
    });
    expect(sha256Of(await readSlowly(await httpFetch(packed)))).to.equal(sha256Of(bytes));
    const none = await httpFetch(server.on("/none", (_request, response) => void response.writeHead(204).end()));
    expect(none.body).to.equal(null);
  });

  it("stops with the signal's reason, before the answer and in the middle of the body", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const response = await httpFetch(server.on("/big", closing), { signal: stop.signal });
    const reading = caught(readSlowly(response));
    stop.abort(reason);
    expect(await reading).to.equal(reason);
    expect(await caught(httpFetch(server.url("/big"), { signal: stop.signal }))).to.equal(reason);
  });
});
