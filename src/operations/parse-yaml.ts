import { LineCounter, parseDocument } from "yaml";
import { SchemaError } from "../errors.js";
import { yamlDepth } from "./yaml-depth.js";

/** Longer texts are no recipe. */
const mostCharacters = 100_000;

/** Problems that are worth reading at once. */
const mostIssues = 20;

/** Deeper nesting means nothing here. */
const deepest = 50;

/** How far aliases may multiply nodes; what people write by hand needs none or a few. */
const mostAliases = 100;

/**
 * Plain data from YAML 1.2 (JSON is YAML too). Only the core types exist: no tags, no code; keys must be unique, and
 * aliases may not multiply the text. Length and nesting are limited, so that no text can
 * exhaust time, memory or stack.
 *
 * @param file - What to call it in messages.
 * @throws SchemaError with line and column of every problem.
 */
export function parseYaml(text: string, file: string): unknown {
  if (text.length > mostCharacters) {
    throw new SchemaError({ file, issues: [`has ${text.length} characters, more than ${mostCharacters}`] });
  }
  if (yamlDepth(text) > deepest) throw new SchemaError({ file, issues: [`is nested more than ${deepest} deep`] });
  try {
    const lines = new LineCounter();
    // pretty messages copy their line each, which takes for ever when a long line is wrong throughout
    const options = {
      version: "1.2",
      schema: "core",
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: "error",
    } as const;
    const document = parseDocument(text, { ...options, lineCounter: lines });
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) {
      const issues = problems.slice(0, mostIssues).map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return `line ${line}, column ${col}: ${firstLine(message)}`;
      });
      if (problems.length > mostIssues) issues.push(`${problems.length - mostIssues} more problems`);
      throw new SchemaError({ file, issues, cause: problems[0] });
    }
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (cause) {
    if (cause instanceof SchemaError) throw cause;
    // the parser raises plain errors for aliases that multiply or point nowhere
    throw new SchemaError({ file, issues: [firstLine((cause as Error).message)], cause });
  }
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]!.replace(/:$/, "");
}
