import { open } from "node:fs/promises";
import { IntegrityError } from "../errors.js";
import type { HashFileOptions } from "./hash-file.js";
import type { HashMemory } from "./hash-memory.js";
import type { LocatedFile } from "./locate-file.js";
import { standInBytes, standInOf } from "./stand-in.js";

const advice = {
  files: "get it again from its source; or it is another edition than the one that the manifest knows",
  mirror: "replace it in the mirror, or run without the mirror",
  cache: "fetch it again; the damaged copy is then replaced",
} as const;

/**
 * What is wrong with a file on this machine, compared with its manifest: its size, always, and its SHA-256, which is
 * remembered as long as the file does not change. Undefined when it is what was promised or nothing was promised.
 */
export async function fileDamage(
  located: LocatedFile,
  hashes: HashMemory,
  options: HashFileOptions & { readonly fresh?: boolean } = {},
): Promise<IntegrityError | undefined> {
  const { file, place, path, found } = located;
  if (place === null || path === null || found === null) return undefined;
  const named = `${file.path} in the ${place} (${path})`;
  const next = advice[place];
  // a page in place of data is no other edition of it
  const nextOfStandIn = place === "files" ? "get it again from its source" : next;
  if (file.bytes !== null && file.bytes !== found) {
    const standIn = await standInAt(path, file.mediaType);
    const expected = `${file.bytes} bytes`;
    if (standIn === undefined)
      return new IntegrityError({ file: named, what: "size", expected, found: `${found} bytes`, next });
    const what = `${standIn} of ${found} bytes`;
    return new IntegrityError({ file: named, what: "size", expected, found: what, next: nextOfStandIn });
  }
  if (file.sha256.length === 0) {
    const standIn = file.bytes === null ? await standInAt(path, file.mediaType) : undefined;
    if (standIn === undefined) return undefined;
    const expected = file.mediaType;
    return new IntegrityError({ file: named, what: "content", expected, found: standIn, next: nextOfStandIn });
  }
  const sha256 = await hashes.sha256Of(path, options);
  if (file.sha256.includes(sha256)) return undefined;
  return new IntegrityError({ file: named, what: "sha256", expected: file.sha256.join(" or "), found: sha256, next });
}

async function standInAt(path: string, mediaType: string): Promise<string | undefined> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(standInBytes), 0, standInBytes, 0);
    return standInOf(buffer.subarray(0, bytesRead), mediaType);
  } finally {
    await handle.close();
  }
}
