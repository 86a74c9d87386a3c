import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it, and the bytes of the answer's body. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly bodyBytes: number;
}

export interface RangeServer {
  readonly url: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on the loopback interface that answers as `handler` says. */
export async function startServer(handler: Handler): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A server that serves files by ranges, as it should be done, and remembers what was asked for. */
export async function startRangeServer(files: Readonly<Record<string, Uint8Array>>): Promise<RangeServer> {
  const requests: SeenRequest[] = [];
  const server = await startServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "").slice(1));
    const bytes = files[path];
    const range = request.headers.range;
    const seen = (bodyBytes: number) => requests.push({ method: request.method ?? "", path, range, bodyBytes });
    if (!bytes) {
      seen(0);
      response.writeHead(404).end();
      return;
    }
    const answer = answerRange(bytes, range);
    seen(answer.body.length);
    response.writeHead(answer.status, { ...answer.headers, etag: '"first"' }).end(answer.body);
  });
  return { ...server, requests };
}

/** What a good server says to a range of `bytes`. */
export function answerRange(
  bytes: Uint8Array,
  range: string | undefined,
): { status: number; headers: Record<string, string | number>; body: Uint8Array } {
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? "");
  if (!match) return { status: 200, headers: { "content-length": bytes.length }, body: bytes };
  const start = Number(match[1]);
  const end = Math.min(Number(match[2]) + 1, bytes.length);
  if (start >= bytes.length) {
    return { status: 416, headers: { "content-range": `bytes */${bytes.length}` }, body: new Uint8Array(0) };
  }
  const headers = { "content-range": `bytes ${start}-${end - 1}/${bytes.length}`, "content-length": end - start };
  return { status: 206, headers, body: bytes.subarray(start, end) };
}
