import * as z from "zod/mini";
import { manifestSchema } from "./schema.js";

/** The manifest schema as JSON Schema (draft 2020-12), for editors and for validators in other languages. */
export function manifestJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, { io: "input" });
  return { $schema, title: "neuroloom dataset manifest", ...schema };
}
