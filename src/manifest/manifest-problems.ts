import { checkProblems, unknownWords } from "../tables/check-problems.js";
import { tables } from "../tables/tables.js";
import type { Manifest } from "./schema.js";
import { singleFiles } from "./single-files.js";

/** What a manifest that follows the schema still gets wrong: fields that contradict each other or name nothing. */
export function manifestProblems(manifest: Manifest): readonly string[] {
  return [
    ...nameProblems(manifest),
    ...fileProblems(manifest),
    ...manifest.tables
      .filter((table) => !Object.hasOwn(tables, table))
      .map((table) => `tables: ${unknownWords("table", table, Object.keys(tables))}`),
    ...expectedProblems(manifest),
  ];
}

function nameProblems({ id, aliases, tables, quantities, caveats }: Manifest): readonly string[] {
  return [
    ...repeated([id, ...aliases].map(lower)).map((name) => `aliases: "${name}" stands twice or is the id`),
    ...repeated(tables).map((name) => `tables: "${name}" stands twice`),
    ...repeated(quantities.map(({ name }) => name)).map((name) => `quantities: "${name}" stands twice`),
    ...repeated(caveats.map((caveat) => caveat.id)).map((name) => `caveats: id "${name}" stands twice`),
  ];
}

function fileProblems(manifest: Manifest): readonly string[] {
  const all = manifest.files.flatMap(singleFiles);
  const problems = [
    // two spellings that differ in case only are one file on macOS and Windows
    ...repeated(all.map(({ path }) => lower(path))).map((path) => `files: path "${path}" stands twice`),
    ...all.filter(({ bytes }) => !isByteCount(bytes)).map((file) => `files: "${file.path}": bytes is not a size`),
    ...manifest.files
      .filter(({ members }) => members?.length === 0)
      .map(({ path }) => `files: folder "${path}" has no members`),
    ...manifest.files
      .filter(({ members, sha256 }) => members && sha256.length > 0)
      .map(({ path }) => `files: folder "${path}" has a sha256 of its own; only its members have one`),
    ...manifest.files
      .filter(({ pattern, urls, members }) => pattern !== undefined && (urls.length > 0 || members !== undefined))
      .map(({ path }) => `files: folder "${path}" has a pattern, and names its files or their addresses as well`),
  ];
  if (manifest.files.length > 0 && !manifest.files.some(({ subset }) => subset === "sample")) {
    problems.push('files: none is of subset "sample"; the smallest useful choice of files has to be');
  }
  return problems;
}

function isByteCount(bytes: number | null): boolean {
  return bytes === null || (Number.isSafeInteger(bytes) && bytes >= 0);
}

function expectedProblems({ tables: written, expected }: Manifest): readonly string[] {
  return expected.flatMap((check, index) => {
    const problems = checkProblems(check);
    const isWritten = !Object.hasOwn(tables, check.table) || written.includes(check.table);
    const all = isWritten ? problems : [`table: "${check.table}" is not in tables`, ...problems];
    return all.map((problem) => `expected[${index}].${problem}`);
  });
}

function lower(name: string): string {
  return name.toLowerCase();
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
