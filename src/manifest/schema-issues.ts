import type * as z from "zod/mini";
import english from "zod/v4/locales/en.js";

/** What {@link parseWithSchema} gives: the value, or every problem in words, each starting with its place. */
export type Parsed<T> = { readonly value: T } | { readonly issues: readonly string[] };

/**
 * Checks data from a file against a schema and words every problem as `files[2].bytes: expected number, received
 * string`. The English words are used for this call only; nothing global is configured.
 */
export function parseWithSchema<S extends z.ZodMiniType>(schema: S, data: unknown): Parsed<z.output<S>> {
  const result = schema.safeParse(data, { error: english().localeError });
  return result.success ? { value: result.data } : { issues: result.error.issues.map((issue) => wordsOf(issue)) };
}

function wordsOf(issue: z.core.$ZodIssue, parent: readonly PropertyKey[] = []): string {
  const path = [...parent, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const choices = issue.errors.map((errors) => errors.map((error) => withoutPrefix(error.message)).join(" and "));
    return `${placeOf(path)}: ${[...new Set(choices)].join(", or ")}`;
  }
  return `${placeOf(path)}: ${withoutPrefix(issue.message)}`;
}

function withoutPrefix(message: string): string {
  const text = message.replace(/^Invalid (input|option): /, "");
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function placeOf(path: readonly PropertyKey[]): string {
  let place = "";
  for (const part of path) {
    if (typeof part === "number") place += `[${part}]`;
    else place += place === "" ? String(part) : `.${String(part)}`;
  }
  return place === "" ? "top level" : place;
}
