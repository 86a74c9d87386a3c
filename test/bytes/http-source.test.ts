import type { IncomingMessage, ServerResponse } from "node:http";
import { expect } from "chai";
import { type HttpSourceOptions, httpSource } from "../../src/bytes/http-source.js";
import { caught } from "../support/caught.js";
import { answerRange, startServer } from "../support/range-server.js";

const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) & 255);
const later = bytes.map((byte) => byte ^ 255);

/** How a request is answered; `turn` counts the requests of one test from 0. */
type Answer = (turn: number, request: IncomingMessage, response: ServerResponse) => void;

const good: Answer = (_, request, response) => {
  const { status, headers, body } = answerRange(bytes, request.headers.range);
  response.writeHead(status, { ...headers, etag: '"one"' }).end(body);
};
/** Good for the opening request, then something else. */
const then =
  (bad: Answer): Answer =>
  (turn, request, response) =>
    (turn === 0 ? good : bad)(turn, request, response);
const send =
  (status: number, headers: Record<string, string | number>, body: Uint8Array | string = ""): Answer =>
  (_turn, _request, response) => {
    response.writeHead(status, headers).end(body);
  };

async function withServer<T>(answer: Answer, use: (url: string, turns: () => number) => Promise<T>): Promise<T> {
  let turn = 0;
  const server = await startServer((request, response) => answer(turn++, request, response));
  try {
    return await use(`${server.url}/data.bin`, () => turn);
  } finally {
    await server.close();
  }
}

const openError = (answer: Answer, options: Partial<HttpSourceOptions> = {}) =>
  withServer(answer, (url) => caught(httpSource(url, { fetch, ...options })));
const readError = (answer: Answer, start = 1000, end = 200_000) =>
  withServer(answer, async (url) => {
    const source = await httpSource(url, { fetch, name: "folder/data.bin" });
    const error = await caught(source.read(start, end));
    expect(error.message).to.include("folder/data.bin");
    return error;
  });

describe("httpSource", () => {
  it("opens with one small request, and reads exactly what is asked for when it is large", async () => {
    const ranges: string[] = [];
    const answer: Answer = (turn, request, response) => {
      ranges.push(request.headers.range ?? "none");
      expect(request.method).to.equal("GET");
      good(turn, request, response);
    };
    await withServer(answer, async (url) => {
      const source = await httpSource(url, { fetch });
      expect(source.size).to.equal(bytes.length);
      expect(await source.read(1000, 200_000)).to.deep.equal(bytes.slice(1000, 200_000));
    });
    expect(ranges).to.deep.equal(["bytes=0-0", "bytes=1000-199999"]);
  });

  it("answers many small reads with few requests", async () => {
    await withServer(good, async (url, turns) => {
      const source = await httpSource(url, { fetch });
      const reads = Array.from({ length: 1000 }, (_, index) => source.read(index * 250, index * 250 + 20));
      for (const [index, part] of (await Promise.all(reads)).entries()) {
        expect(part).to.deep.equal(bytes.slice(index * 250, index * 250 + 20));
      }
      expect(turns()).to.equal(2);
      for (let start = 0; start < 250_000; start += 999) await source.read(start, start + 20);
      expect(turns()).to.equal(2);
    });
  });

  it("opens a file without bytes", async () => {
    await withServer(send(416, { "content-range": "bytes */0" }), async (url) => {
      const source = await httpSource(url, { fetch });
      expect(source.size).to.equal(0);
      expect(await source.read(0, 10)).to.have.length(0);
    });
  });

  it("follows a redirect and sends the headers it was given", async () => {
    const answer: Answer = (turn, request, response) => {
      expect(request.headers.authorization).to.equal("Bearer x");
      if (request.url === "/data.bin") response.writeHead(302, { location: "/moved.bin" }).end();
      else good(turn, request, response);
    };
    await withServer(answer, async (url) => {
      const source = await httpSource(url, { fetch, headers: { authorization: "Bearer x" } });
      expect(await source.read(5, 8)).to.deep.equal(bytes.slice(5, 8));
    });
  });

  describe("a server that knows no ranges", () => {
    it("is read whole, once, up to the limit", async () => {
      const whole = send(200, { "content-length": 5000 }, bytes.slice(0, 5000));
      await withServer(whole, async (url, turns) => {
        const source = await httpSource(url, { fetch, maxWholeBytes: 5000 });
        expect(source.size).to.equal(5000);
        expect(await source.read(4000, 9000)).to.deep.equal(bytes.slice(4000, 5000));
        expect(turns()).to.equal(1);
      });
    });

    it("is refused beyond the limit, by the stated length and by what comes", async () => {
      const stated = await openError(send(200, { "content-length": 5000 }, bytes.slice(0, 5000)), {
        maxWholeBytes: 4999,
      });
      expect(stated).to.include({ tag: "download", status: 200 });
      expect(stated.message).to.include("knows no ranges").and.include("5000").and.include("4999");
      const unstated: Answer = (_turn, _request, response) => {
        response.writeHead(200, { "transfer-encoding": "chunked" });
        response.end(bytes.slice(0, 5000));
      };
      const error = await openError(unstated, { maxWholeBytes: 4999 });
      expect(error.tag).to.equal("download");
      expect(error.message).to.include("more than 4999 bytes");
    });
  });

  describe("an answer that is wrong", () => {
    for (const status of [401, 403, 404, 410, 416, 429, 500, 503]) {
      it(`says status ${status}`, async () => {
        const error = await openError(send(status, {}));
        expect(error).to.include({ tag: "download", status });
        expect(error.message).to.include(String(status));
        expect((await readError(then(send(status, {})))).tag).to.equal(status === 416 ? "integrity" : "download");
      });
    }

    it("is an HTML page, by its type or by its first bytes", async () => {
      const page = "<!DOCTYPE html><html><body>Please log in</body></html>";
      for (const type of ["text/html; charset=utf-8", "application/octet-stream"]) {
        const error = await openError(send(200, { "content-type": type }, page));
        expect(error.tag).to.equal("download");
        expect(error.message).to.include("HTML page");
      }
      expect((await readError(then(send(206, { "content-type": "text/html" }, page)))).message).to.include("HTML page");
      const hidden: Answer = (_turn, request, response) => {
        const body = new TextEncoder().encode(page.padEnd(300, "."));
        const answer = answerRange(body, request.headers.range);
        response.writeHead(answer.status, answer.headers).end(answer.body);
      };
      expect((await readError(hidden, 0, 20)).message).to.include("HTML page");
    });

    const ranged = (contentRange: string, length: number): Answer =>
      send(206, { "content-range": contentRange, "content-length": length }, bytes.slice(0, length));
    const wrong: Readonly<Record<string, readonly [Answer, RegExp]>> = {
      "another range": [ranged("bytes 2000-200999/300000", 199_000), /2000-200999/],
      "a shorter range": [ranged("bytes 1000-1999/300000", 1000), /1000-1999/],
      "no range at all": [send(206, {}, bytes.slice(0, 199_000)), /without Content-Range/],
      "a range that cannot be read": [ranged("bytes 1000-199999/*", 199_000), /Content-Range is/],
      "a wrong Content-Length": [ranged("bytes 1000-199999/300000", 100), /Content-Length is 100/],
      "the whole file": [send(200, {}, bytes), /whole file/],
      "a compressed body": [
        (_turn, _request, response) => {
          response.writeHead(206, { "content-range": "bytes 1000-199999/300000", "content-encoding": "br" }).end("xx");
        },
        /sent as br/,
      ],
      "a body that ends early": [
        (_turn, _request, response) => {
          response.writeHead(206, { "content-range": "bytes 1000-199999/300000", "transfer-encoding": "chunked" });
          response.end(bytes.slice(0, 500));
        },
        /ended after 500 of 199000/,
      ],
      "a connection that breaks": [
        (_turn, _request, response) => {
          response.writeHead(206, { "content-range": "bytes 1000-199999/300000", "content-length": 199_000 });
          response.write(bytes.slice(0, 500), () => response.destroy());
        },
        /connection broke|fetch failed|terminated/,
      ],
    };
    for (const [name, [answer, message]] of Object.entries(wrong)) {
      it(`has ${name}`, async () => {
        const error = await readError(then(answer));
        expect(error.tag).to.equal("download");
        expect(error.message).to.match(message);
      });
    }

    it("never ends: no more is taken than was asked for", async () => {
      let sent = 0;
      const endless: Answer = (turn, request, response) => {
        if (turn === 0) return good(turn, request, response);
        response.writeHead(206, { "content-range": "bytes 1000-199999/300000", "transfer-encoding": "chunked" });
        const block = new Uint8Array(1 << 16);
        const pump = (): void => {
          while (!response.destroyed) {
            sent += block.length;
            if (!response.write(block)) {
              response.once("drain", pump);
              return;
            }
          }
        };
        pump();
      };
      const error = await readError(endless);
      expect(error.tag).to.equal("download");
      expect(error.message).to.include("more than 199000 bytes");
      expect(sent).to.be.below(50_000_000);
    });

    it("is a redirect that goes in circles", async () => {
      const error = await openError(send(302, { location: "/data.bin" }));
      expect(error.tag).to.equal("download");
      expect(error.message).to.match(/redirect/);
    });

    it("is none: nobody listens", async () => {
      const server = await startServer(() => undefined);
      await server.close();
      const error = await caught(httpSource(`${server.url}/data.bin`, { fetch }));
      expect(error.tag).to.equal("download");
      expect(error.message).to.include("ECONNREFUSED");
      expect(error.cause).to.be.instanceOf(Error);
    });
  });

  describe("a file that changes between two reads", () => {
    const changed = (headers: Record<string, string>, content: Uint8Array): Answer =>
      then((_turn, request, response) => {
        const answer = answerRange(content, request.headers.range);
        response.writeHead(answer.status, { ...answer.headers, ...headers }).end(answer.body);
      });

    it("is seen by its ETag, its size, and its date", async () => {
      const byTag = await readError(changed({ etag: '"two"' }, later));
      expect(byTag.tag).to.equal("integrity");
      expect(byTag.message).to.include("ETag").and.include('"two"');
      const bySize = await readError(changed({}, later.slice(0, 299_999)));
      expect(bySize.tag).to.equal("integrity");
      expect(bySize.message).to.include("299999");
      const dated =
        (date: string): Answer =>
        (_turn, request, response) => {
          const answer = answerRange(bytes, request.headers.range);
          response.writeHead(answer.status, { ...answer.headers, "last-modified": date }).end(answer.body);
        };
      const first = dated("Mon, 01 Jan 2024 00:00:00 GMT");
      const second = dated("Tue, 02 Jan 2024 00:00:00 GMT");
      const byDate = await readError((turn, request, response) =>
        (turn === 0 ? first : second)(turn, request, response),
      );
      expect(byDate.tag).to.equal("integrity");
      expect(byDate.message).to.include("Last-Modified");
    });

    it("is seen when it shrank below the range, or comes whole as another one", async () => {
      expect((await readError(changed({}, bytes.slice(0, 500)))).tag).to.equal("integrity");
      expect((await readError(then(send(200, { etag: '"two"' }, later)))).tag).to.equal("integrity");
    });
  });

  describe("abort", () => {
    const silent: Answer = () => undefined;
    it("ends an opening that gets no answer, by the signal of the source", async () => {
      const abort = new AbortController();
      const answer: Answer = () => abort.abort(new Error("stop opening"));
      expect((await openError(answer, { signal: abort.signal })).message).to.equal("stop opening");
    });

    it("ends a read that gets no answer or drips, and lets the next one through", async () => {
      for (const drips of [false, true]) {
        let arrived: () => void = () => undefined;
        let ended: () => void = () => undefined;
        const stuck = new Promise<void>((resolve) => (arrived = resolve));
        const closed = new Promise<void>((resolve) => (ended = resolve));
        const answer: Answer = (turn, request, response) => {
          if (turn !== 1) return good(turn, request, response);
          response.on("close", ended);
          if (drips) {
            response.writeHead(206, {
              "content-range": "bytes 0-65535/300000",
              "content-length": 65_536,
              etag: '"one"',
            });
            response.write(bytes.slice(0, 10), arrived);
          } else {
            silent(turn, request, response);
            arrived();
          }
        };
        await withServer(answer, async (url) => {
          const source = await httpSource(url, { fetch });
          const abort = new AbortController();
          const reading = caught(source.read(5, 50, abort.signal));
          await stuck;
          abort.abort(new Error("stop reading"));
          expect((await reading).message).to.equal("stop reading");
          await closed;
          expect(await source.read(5, 50)).to.deep.equal(bytes.slice(5, 50));
        });
      }
    });

    it("of one reader does not end what another one waits for", async () => {
      let release: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => {
        release = resolve;
      });
      let answerNow: () => void = () => undefined;
      const answer: Answer = (turn, request, response) => {
        if (turn === 0) return good(turn, request, response);
        answerNow = () => good(turn, request, response);
        release();
      };
      await withServer(answer, async (url, turns) => {
        const source = await httpSource(url, { fetch });
        const abort = new AbortController();
        const first = caught(source.read(5, 50, abort.signal));
        const second = source.read(5, 60);
        await asked;
        abort.abort(new Error("stop"));
        expect((await first).message).to.equal("stop");
        answerNow();
        expect(await second).to.deep.equal(bytes.slice(5, 60));
        expect(turns()).to.equal(2);
      });
    });
  });
});
