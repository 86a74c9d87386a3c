import * as z from "zod/mini";
import { nearestNames, SchemaError } from "../errors.js";
import { parseWithSchema } from "../manifest/schema-issues.js";
import type { Operation } from "./operation.js";

/** A parameter as `run --list` and the documentation show it. */
export interface ParamDescription {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The parameters of an operation with their descriptions, from its schema. */
export function describeParams(operation: Operation): readonly ParamDescription[] {
  const { properties = {} } = z.toJSONSchema(operation.params, { io: "input" });
  return Object.entries(properties).map(([name, value]) => {
    const { description = "", ...schema } = value as Record<string, unknown> & { description?: string };
    return { name, description, schema };
  });
}

/**
 * Checks parameters against the operation's schema and fills in defaults.
 *
 * @param params - Plain data as it comes from JSON or YAML; undefined and null stand for no parameter.
 * @param file - What to call the place they come from.
 * @throws SchemaError with every problem; an unknown parameter names the nearest known ones.
 */
export function parseParams(operation: Operation, params: unknown, file = `parameters of ${operation.name}`): unknown {
  const issues = paramIssues(operation, params);
  if (Array.isArray(issues)) throw new SchemaError({ file, issues });
  return (issues as { readonly value: unknown }).value;
}

function paramIssues(operation: Operation, params: unknown): readonly string[] | { readonly value: unknown } {
  const given = params ?? {};
  const parsed = parseWithSchema(operation.params, given);
  if ("value" in parsed) return parsed;
  const known = describeParams(operation).map(({ name }) => name);
  const unknown = typeof given === "object" && !Array.isArray(given) ? Object.keys(given) : [];
  const hints = unknown.filter((name) => !known.includes(name)).map((name) => unknownParam(operation, name, known));
  return [...parsed.issues.filter((issue) => hints.length === 0 || !/unrecognized key/i.test(issue)), ...hints];
}

function unknownParam(operation: Operation, name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  const choices = known.length === 0 ? "it takes none" : `it takes ${known.join(", ")}`;
  return `${operation.name} has no parameter named "${name}"; ${nearest.length > 0 ? `nearest: ${nearest.join(", ")}` : choices}`;
}
