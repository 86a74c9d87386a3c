import { isInside } from "../bytes/file-set.js";
import { SchemaError } from "../errors.js";
import type { ManifestFile } from "./schema.js";

/**
 * Reads the list of the files of a folder: a line per file with its SHA-256, its bytes, and its path below the folder,
 * separated by blanks. Every file has all three; a path may hold blanks.
 *
 * @param text the list
 * @param file what to call it in messages
 * @throws SchemaError that names the first lines that are something else
 */
export function parseMemberList(text: string, file: string): NonNullable<ManifestFile["members"]> {
  const mostIssues = 5;
  const issues: string[] = [];
  const members: NonNullable<ManifestFile["members"]> = [];
  for (const [index, line] of text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .entries()) {
    const [, sha256, bytes, path] = /^([0-9a-f]{64}) +(\d{1,15}) +(.+)$/.exec(line) ?? [];
    if (sha256 !== undefined && path !== undefined && isInside(path)) {
      members.push({ path, bytes: Number(bytes), sha256: [sha256] });
    } else
      issues.push(`line ${index + 1}: expected a SHA-256, a size and a relative path, found "${line.slice(0, 100)}"`);
  }
  if (issues.length > 0) throw new SchemaError({ file, issues: issues.slice(0, mostIssues) });
  return members;
}
