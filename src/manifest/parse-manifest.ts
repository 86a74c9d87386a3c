import { SchemaError } from "../errors.js";
import { manifestProblems } from "./manifest-problems.js";
import { type Manifest, manifestSchema } from "./schema.js";
import { parseWithSchema } from "./schema-issues.js";

/**
 * Reads the text of a manifest file.
 *
 * @param text JSON
 * @param file what to call it in messages
 * @throws SchemaError with every problem: no JSON, fields that break the schema, and fields that contradict each other
 */
export function parseManifest(text: string, file: string): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new SchemaError({ file, issues: [`no valid JSON: ${(cause as Error).message}`], cause });
  }
  const parsed = parseWithSchema(manifestSchema, data);
  if ("issues" in parsed) throw new SchemaError({ file, issues: parsed.issues });
  const issues = manifestProblems(parsed.value);
  if (issues.length > 0) throw new SchemaError({ file, issues });
  return parsed.value;
}
