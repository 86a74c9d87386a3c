import { DownloadError } from "../errors.js";
import { concatBytes } from "./concat-bytes.js";
import type { HttpFile } from "./http-answer.js";
import { connectionReason } from "./http-request.js";

/**
 * Reads the body of an answer and stops as soon as it has more than it may have.
 *
 * @param limits `bytes`: the body must have exactly so many; `maxBytes`: it may have at most so many
 * @throws DownloadError when the body is shorter, longer or ends with a broken connection
 */
export async function readBody(
  resource: HttpFile,
  response: Response,
  limits: { readonly bytes?: number; readonly maxBytes?: number; readonly signal: AbortSignal | undefined },
): Promise<Uint8Array> {
  const { bytes, signal } = limits;
  const most = bytes ?? limits.maxBytes ?? Number.POSITIVE_INFINITY;
  const fields = { ...resource, status: response.status };
  const declared = response.headers.get("content-length");
  if (bytes !== undefined && declared !== null && Number(declared) !== bytes) {
    throw new DownloadError({ ...fields, reason: `Content-Length is ${declared} for ${bytes} bytes` });
  }
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      received += part.value.length;
      if (received > most) break;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = `the connection broke after ${received} bytes: ${connectionReason(cause)}`;
    throw new DownloadError({ ...fields, reason, cause });
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  signal?.throwIfAborted();
  if (received > most) throw new DownloadError({ ...fields, reason: `more than ${most} bytes came` });
  if (bytes !== undefined && received < bytes) {
    throw new DownloadError({ ...fields, reason: `the body ended after ${received} of ${bytes} bytes` });
  }
  return concatBytes(chunks);
}
