import { SchemaError } from "../../errors.js";
import { parseWithSchema } from "../../manifest/schema-issues.js";
import { type OwnManifest, ownManifestSchema } from "./own-manifest.js";
import { ownManifestJsonSchema } from "./own-manifest-json-schema.js";
import { ownManifestProblems } from "./own-manifest-problems.js";
import { unknownKeys } from "./unknown-keys.js";

/**
 * Checks what was parsed from a small manifest.
 *
 * @param data plain data, from YAML or JSON
 * @param file what to call it in messages
 * @throws SchemaError with every problem: unknown keys with the nearest known ones, values that break the schema, and
 *   parts that contradict each other or leave something to fill in
 */
export function parseOwnManifest(data: unknown, file: string): OwnManifest {
  const parsed = parseWithSchema(ownManifestSchema, data);
  if ("issues" in parsed) {
    const isOfKeys = (issue: string) => /: unrecognized keys?: /.test(issue);
    const keys = parsed.issues.some(isOfKeys) ? unknownKeys(data, ownManifestJsonSchema()) : [];
    throw new SchemaError({ file, issues: [...keys, ...parsed.issues.filter((issue) => !isOfKeys(issue))] });
  }
  const issues = ownManifestProblems(parsed.value);
  if (issues.length > 0) throw new SchemaError({ file, issues });
  return parsed.value;
}
