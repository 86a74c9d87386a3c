import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How one request is answered. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on the loopback device that answers as it is told. */
export interface MisbehavingServer {
  /** The address of a path. */
  url(path: string): string;
  /** Answers requests for a path by these behaviours in order; the last one stays. */
  on(path: string, ...behaviours: readonly Behaviour[]): string;
  /** Every request so far. */
  readonly requests: readonly { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  /** The largest number of answers that were open at the same time. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

/** Starts a server; close it after the test. */
export async function misbehavingServer(): Promise<MisbehavingServer> {
  const routes = new Map<string, Behaviour[]>();
  const requests: { path: string; headers: IncomingMessage["headers"] }[] = [];
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers });
    open++;
    mostAtOnce = Math.max(mostAtOnce, open);
    response.once("close", () => open--);
    const route = routes.get(path);
    const behaviour = route && route.length > 1 ? route.shift() : route?.[0];
    (behaviour ?? status(404))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = (path: string) => `http://127.0.0.1:${port}${path}`;
  return {
    url,
    on(path, ...behaviours) {
      routes.set(path, [...behaviours]);
      return url(path);
    },
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Only a status, with headers. */
export function status(code: number, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => response.writeHead(code, headers).end(`status ${code}\n`);
}

/** The file, with ranges, and as a well-kept server does it: If-Range, 206, 416. */
export function good(bytes: Uint8Array, etag = '"one"'): Behaviour {
  return (request, response) => {
    const start = rangeStart(request, etag);
    if (start === undefined) {
      response.writeHead(200, { "content-length": bytes.length, etag, "accept-ranges": "bytes" }).end(bytes);
    } else if (start >= bytes.length) {
      response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
    } else partOf(response, bytes, start, etag).end(bytes.subarray(start));
  };
}

/** The file up to `end`; once `arrived` is through, the connection is reset. Ranges work. */
export function resetAt(
  end: number,
  bytes: Uint8Array,
  arrived: (end: number) => Promise<void>,
  etag = '"one"',
): Behaviour {
  return (request, response) => {
    const start = rangeStart(request, etag) ?? 0;
    if (start === 0) response.writeHead(200, { "content-length": bytes.length, etag });
    else partOf(response, bytes, start, etag);
    response.write(bytes.subarray(start, end), () => void arrived(end).then(() => response.destroy()));
  };
}

/** Ranges are ignored: always the whole file. */
export function withoutRanges(bytes: Uint8Array): Behaviour {
  return (_request, response) => response.writeHead(200, { "content-length": bytes.length }).end(bytes);
}

/** Ranges are served whatever If-Range says. */
export function carelessRanges(bytes: Uint8Array, etag: string): Behaviour {
  return (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (start === 0) response.writeHead(200, { "content-length": bytes.length, etag }).end(bytes);
    else partOf(response, bytes, start, etag).end(bytes.subarray(start));
  };
}

/** Only the first bytes, in a body that ends as if it were whole. */
export function truncated(end: number, bytes: Uint8Array): Behaviour {
  return (_request, response) => {
    response.writeHead(200);
    response.end(bytes.subarray(0, end));
  };
}

/** The file under a Content-Length that is not its own. */
export function wrongLength(length: number, bytes: Uint8Array): Behaviour {
  return (request, response) => {
    // node counts along and would refuse to write a wrong length, so the answer is written by hand
    const head = `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`;
    response.detachSocket(request.socket);
    request.socket.write(head);
    request.socket.end(bytes);
    response.emit("close");
  };
}

/** Bytes without end. */
export function endless(piece: Uint8Array): Behaviour {
  return (_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed) if (!response.write(piece)) return void response.once("drain", more);
    };
    more();
  };
}

/** One piece of the file every few milliseconds; ranges work. */
export function slow(
  bytes: Uint8Array,
  options: { readonly piece: number; readonly everyMs: number; readonly onPiece?: (length: number) => void },
): Behaviour {
  return (request, response) => {
    const etag = '"one"';
    let at = rangeStart(request, etag) ?? 0;
    if (at === 0) response.writeHead(200, { "content-length": bytes.length, etag });
    else partOf(response, bytes, at, etag);
    const timer = setInterval(() => {
      const piece = bytes.subarray(at, at + options.piece);
      at += piece.length;
      response.write(piece);
      options.onPiece?.(piece.length);
      if (at >= bytes.length) {
        clearInterval(timer);
        response.end();
      }
    }, options.everyMs);
    response.once("close", () => clearInterval(timer));
  };
}

/** A web page with status 200, with or without saying so. */
export function page(contentType = "text/html; charset=utf-8"): Behaviour {
  const text = `<!DOCTYPE html>\n<html><body>Please accept our cookies. ${"x".repeat(2000)}</body></html>`;
  return (_request, response) => response.writeHead(200, { "content-type": contentType }).end(text);
}

/** 403 to programs that do not say who they are. */
export function onlyForAgents(bytes: Uint8Array): Behaviour {
  return (request, response) => {
    const named = /^neuroloom\/\d/.test(request.headers["user-agent"] ?? "");
    if (named) good(bytes)(request, response);
    else status(403)(request, response);
  };
}

function rangeStart(request: IncomingMessage, etag: string): number | undefined {
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
  const condition = request.headers["if-range"];
  return range && (condition === undefined || condition === etag) ? Number(range[1]) : undefined;
}

function partOf(response: ServerResponse, bytes: Uint8Array, start: number, etag: string): ServerResponse {
  const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
  return response.writeHead(206, { "content-range": range, "content-length": bytes.length - start, etag });
}
