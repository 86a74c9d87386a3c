import { sha256 } from "../bytes/sha256.js";
import { ArgumentError } from "../errors.js";
import { canonicalJson } from "./canonical-json.js";

/** A part of a table that an operation reads. */
export interface InputPart {
  readonly path: string;
  readonly sha256: string;
}

/** What an analysis is made from. */
export interface AnalysisParts {
  readonly operation: string;
  /** With all defaults filled in. */
  readonly params: unknown;
  readonly inputs: readonly InputPart[];
  /** Null where the operation draws no random numbers. */
  readonly seed: string | null;
}

/**
 * The name of an analysis that nobody named: the operation and the first 12 hexadecimal digits of the SHA-256 of the
 * canonical JSON of operation, parameters, seed and the sorted checksums of the inputs. The same work on the same data
 * has the same name wherever the folder lies.
 */
export function analysisId({ operation, params, inputs, seed }: AnalysisParts): string {
  const text = canonicalJson({ operation, params, seed, inputs: inputs.map((part) => part.sha256).sort() });
  const hash = sha256();
  hash.update(new TextEncoder().encode(text));
  return `${operation}-${hash.hex().slice(0, 12)}`;
}

/**
 * Gives back a name that can stand in a path.
 *
 * @throws ArgumentError for other names.
 */
export function checkedAnalysisId(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id)) return id;
  const expected = "1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first";
  throw new ArgumentError({ argument: "analysis id", expected, found: JSON.stringify(id) });
}
