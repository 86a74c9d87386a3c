import * as z from "zod/mini";
import { ownManifestSchema } from "./own-manifest.js";

/** The schema of the small manifest as JSON Schema (draft 2020-12), for editors and validators in other languages. */
export function ownManifestJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(ownManifestSchema, { io: "input" });
  return { $schema, title: "neuroloom manifest of own files", ...schema };
}
