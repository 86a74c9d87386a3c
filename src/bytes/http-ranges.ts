import { DownloadError, IntegrityError } from "../errors.js";
import { byteRange } from "./byte-range.js";
import type { ByteSource } from "./byte-source.js";
import {
  checkIdentity,
  checkNoPage,
  checkNoPageBytes,
  checkStatus,
  type HttpIdentity,
  identityOf,
  parseContentRange,
  sizeOfRefusedRange,
} from "./http-answer.js";
import { readBody } from "./http-body.js";
import { type HttpRequest, joinSignals, sendRequest } from "./http-request.js";

/** A resource of known size and identity as a source: each read is one request. */
export function httpRanges(request: HttpRequest, identity: HttpIdentity): ByteSource {
  const resource = { file: request.file, url: request.url };
  return {
    name: request.file,
    size: identity.size,
    async read(from, to, signal) {
      const both = joinSignals(request.signal, signal);
      both?.throwIfAborted();
      const { start, end } = byteRange(from, to, identity.size);
      if (start === end) return new Uint8Array(0);
      const response = await sendRequest(request, `bytes=${start}-${end - 1}`, signal);
      try {
        checkRangeAnswer(response, start, end);
        const bytes = await readBody(resource, response, { bytes: end - start, signal: both });
        if (start === 0) checkNoPageBytes(resource, bytes);
        return bytes;
      } finally {
        if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
      }
    },
  };

  function checkRangeAnswer(response: Response, start: number, end: number): void {
    if (response.status === 416) {
      const found = `${sizeOfRefusedRange(response) ?? "fewer"} bytes`;
      throw new IntegrityError({ file: resource.file, what: "size", expected: `${identity.size} bytes`, found });
    }
    checkStatus(resource, response);
    checkNoPage(resource, response.headers.get("content-type"));
    if (response.status === 200) {
      checkIdentity(resource, identity, identityOf(response, identity.size));
      const reason = `the whole file came where bytes ${start} to ${end} were asked for`;
      throw new DownloadError({ ...resource, reason, status: 200 });
    }
    const range = parseContentRange(resource, response);
    checkIdentity(resource, identity, identityOf(response, range.size));
    if (range.start === start && range.end === end) return;
    const reason = `bytes ${start} to ${end} were asked for, Content-Range is "${response.headers.get("content-range")}"`;
    throw new DownloadError({ ...resource, reason, status: response.status });
  }
}
