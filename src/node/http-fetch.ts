import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** What {@link httpFetch} sends. */
export interface HttpFetchInit {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * A GET in the shape of `fetch`, over Node's own HTTP client; redirects are not followed.
 *
 * Node's `fetch` cannot stream large files: in Node 22 and 24 a server that ends the connection while the reader is
 * slower than the network ends the whole program by an assertion that nothing can catch (nodejs/undici issue 5360).
 *
 * @throws TypeError with the reason as its cause when the connection fails, here or while the body is read; the
 * signal's reason after a stop
 */
export async function httpFetch(url: string, { headers = {}, signal }: HttpFetchInit = {}): Promise<Response> {
  signal?.throwIfAborted();
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const sent = request(url, { headers, ...(signal ? { signal } : {}) }, resolve);
    sent.on("error", (cause) => reject(failure(cause, signal)));
    sent.end();
  });
  const answered = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    for (const value of values) answered.append(name, value);
  }
  const status = message.statusCode ?? 0;
  const hasBody = ![204, 205, 304].includes(status);
  if (!hasBody) message.resume();
  const init = { status, statusText: message.statusMessage ?? "", headers: answered };
  return new Response(hasBody ? bodyOf(message, signal) : null, init);
}

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function bodyOf(message: IncomingMessage, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const encoding = message.headers["content-encoding"]?.toLowerCase() ?? "identity";
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  // what goes wrong is thrown to whoever reads the body, and to nobody when nobody does
  const ignore = () => undefined;
  message.on("error", ignore);
  const source = decode ? pipeline(message, decode(), ignore) : message;
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (cause) {
          controller.error(failure(cause, signal));
        }
      },
      cancel() {
        message.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function failure(cause: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? signal.reason : new TypeError("fetch failed", { cause });
}
