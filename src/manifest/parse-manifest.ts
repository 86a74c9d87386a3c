import { SchemaError } from "../errors.js";
import { manifestProblems } from "./manifest-problems.js";
import { parseMemberList } from "./parse-member-list.js";
import { type Manifest, manifestSchema } from "./schema.js";
import { parseWithSchema } from "./schema-issues.js";

/** Gives the text of a list that a manifest names; undefined where there is none. */
export type ReadMemberList = (name: string) => string | undefined;

/**
 * Reads the text of a manifest file.
 *
 * @param text JSON
 * @param file what to call it in messages
 * @param readList where the lists of folders are; default: nowhere
 * @throws SchemaError with every problem: no JSON, fields that break the schema, fields that contradict each other, and
 *   a list that is not there or damaged
 */
export function parseManifest(text: string, file: string, readList: ReadMemberList = () => undefined): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new SchemaError({ file, issues: [`no valid JSON: ${(cause as Error).message}`], cause });
  }
  const parsed = parseWithSchema(manifestSchema, data);
  if ("issues" in parsed) throw new SchemaError({ file, issues: parsed.issues });
  const manifest = withMembers(parsed.value, file, readList);
  const issues = manifestProblems(manifest);
  if (issues.length > 0) throw new SchemaError({ file, issues });
  return manifest;
}

function withMembers(manifest: Manifest, file: string, readList: ReadMemberList): Manifest {
  const files = manifest.files.map(({ memberList, ...entry }) => {
    if (memberList === undefined) return entry;
    const problem = (words: string) => new SchemaError({ file, issues: [`files: folder "${entry.path}" ${words}`] });
    if (entry.members) throw problem("has members and a list of members");
    const text = readList(memberList);
    if (text === undefined) throw problem(`: its list ${memberList} is not beside the manifest`);
    return { ...entry, members: parseMemberList(text, memberList) };
  });
  return { ...manifest, files };
}
