/**
 * Every error that neuroloom raises on purpose. Each class has a literal `tag`, typed fields, and a message that
 * says what went wrong, in which file or name, and what to do next. The original error is kept as `cause`.
 *
 * @module
 */

/** Fields that every error accepts besides its own. */
export interface ErrorContext {
  /** What the reader of the message can do about it, one sentence. */
  readonly next?: string;
  readonly cause?: unknown;
}

/** Base of all tagged errors; test with {@link isNeuroloomError}. */
export abstract class NeuroloomError extends Error {
  abstract readonly tag: string;
  readonly next: string | undefined;

  constructor(message: string, context: ErrorContext = {}) {
    super(context.next ? `${message}; ${context.next}` : message, context.cause ? { cause: context.cause } : undefined);
    this.name = new.target.name;
    this.next = context.next;
  }
}

/** A file is not what its format says: truncated, wrong magic, absurd sizes, missing or mismatched fields. */
export class FormatError extends NeuroloomError {
  readonly tag = "format";
  readonly file: string;
  readonly place: string;
  readonly expected: string;
  readonly found: string;

  constructor(fields: ErrorContext & { file: string; place: string; expected: string; found: string }) {
    super(`${fields.file}: ${fields.place}: expected ${fields.expected}, found ${fields.found}`, fields);
    this.file = fields.file;
    this.place = fields.place;
    this.expected = fields.expected;
    this.found = fields.found;
  }
}

/** Bytes are not the ones that were promised: a checksum or a size differs. */
export class IntegrityError extends NeuroloomError {
  readonly tag = "integrity";
  readonly file: string;
  readonly expected: string;
  readonly found: string;

  constructor(fields: ErrorContext & { file: string; what: string; expected: string; found: string }) {
    super(`${fields.file}: ${fields.what} differs: expected ${fields.expected}, found ${fields.found}`, fields);
    this.file = fields.file;
    this.expected = fields.expected;
    this.found = fields.found;
  }
}

/** A file that a manifest or a caller names is not there. */
export class MissingFileError extends NeuroloomError {
  readonly tag = "missing-file";
  readonly file: string;
  readonly searched: readonly string[];

  constructor(fields: ErrorContext & { file: string; searched: readonly string[] }) {
    super(`${fields.file}: not found in ${fields.searched.join(", ") || "any place"}`, fields);
    this.file = fields.file;
    this.searched = fields.searched;
  }
}

/** A download did not give the file: status, body, connection or limits. */
export class DownloadError extends NeuroloomError {
  readonly tag = "download";
  readonly file: string;
  readonly url: string;
  readonly reason: string;
  readonly status: number | undefined;

  constructor(fields: ErrorContext & { file: string; url: string; reason: string; status?: number }) {
    super(`${fields.file}: ${fields.url}: ${fields.reason}`, fields);
    this.file = fields.file;
    this.url = fields.url;
    this.reason = fields.reason;
    this.status = fields.status;
  }
}

/** The network would be needed, and the caller forbade it. */
export class OfflineError extends NeuroloomError {
  readonly tag = "offline";
  readonly file: string;

  constructor(fields: ErrorContext & { file: string }) {
    super(`${fields.file}: not on this machine, and the network may not be used`, fields);
    this.file = fields.file;
  }
}

/** A licence or access agreement has not been accepted. */
export class LicenceError extends NeuroloomError {
  readonly tag = "licence";
  readonly dataset: string;

  constructor(fields: ErrorContext & { dataset: string; licence: string }) {
    super(`${fields.dataset}: its terms (${fields.licence}) were not accepted`, fields);
    this.dataset = fields.dataset;
  }
}

/** A name is not one of the known ones; carries the nearest. */
export class UnknownNameError extends NeuroloomError {
  readonly tag = "unknown-name";
  readonly kind: string;
  readonly given: string;
  readonly nearest: readonly string[];

  constructor(fields: ErrorContext & { kind: string; name: string; known: readonly string[] }) {
    const nearest = nearestNames(fields.name, fields.known);
    const hint = nearest.length > 0 ? `; nearest: ${nearest.join(", ")}` : "";
    super(`no ${fields.kind} named "${fields.name}"${hint}`, fields);
    this.kind = fields.kind;
    this.given = fields.name;
    this.nearest = nearest;
  }
}

/** A manifest, recipe or settings file does not follow its schema. */
export class SchemaError extends NeuroloomError {
  readonly tag = "schema";
  readonly file: string;
  readonly issues: readonly string[];

  constructor(fields: ErrorContext & { file: string; issues: readonly string[] }) {
    super(`${fields.file}: ${fields.issues.join("; ")}`, fields);
    this.file = fields.file;
    this.issues = fields.issues;
  }
}

/** A table breaks its definition: names table, column, row and rule. */
export class TableError extends NeuroloomError {
  readonly tag = "table";
  readonly table: string;
  readonly column: string | undefined;
  readonly row: number | undefined;
  readonly rule: string;

  constructor(fields: ErrorContext & { table: string; column?: string; row?: number; rule: string; found?: string }) {
    const place = [fields.table, fields.column, fields.row === undefined ? undefined : `row ${fields.row}`];
    const found = fields.found === undefined ? "" : `, found ${fields.found}`;
    super(`${place.filter((part) => part !== undefined).join(".")}: ${fields.rule}${found}`, fields);
    this.table = fields.table;
    this.column = fields.column;
    this.row = fields.row;
    this.rule = fields.rule;
  }
}

/** A function was called with arguments that cannot be meant. */
export class ArgumentError extends NeuroloomError {
  readonly tag = "argument";
  readonly argument: string;

  constructor(fields: ErrorContext & { argument: string; expected: string; found: string }) {
    super(`${fields.argument}: expected ${fields.expected}, found ${fields.found}`, fields);
    this.argument = fields.argument;
  }
}

/** A calculation has no answer: singular matrix, no finite value, no convergence. */
export class NumericError extends NeuroloomError {
  readonly tag = "numeric";
  readonly quantity: string;

  constructor(fields: ErrorContext & { quantity: string; reason: string }) {
    super(`${fields.quantity}: ${fields.reason}`, fields);
    this.quantity = fields.quantity;
  }
}

/** Rows that belong together would be fitted and predicted: a score would be better than it is. */
export class LeakError extends NeuroloomError {
  readonly tag = "leak";
  readonly what: string;
  readonly label: string;
  readonly fold: number;

  constructor(fields: ErrorContext & { what: string; label: string; fold: number }) {
    const next = fields.next ?? `make folds of whole groups of ${fields.what}`;
    super(`fold ${fields.fold}: rows of ${fields.what} ${fields.label} are both fitted and predicted`, {
      ...fields,
      next,
    });
    this.what = fields.what;
    this.label = fields.label;
    this.fold = fields.fold;
  }
}

/** An operation or a reader gave no row where rows were expected. */
export class EmptyResultError extends NeuroloomError {
  readonly tag = "empty-result";
  readonly what: string;

  constructor(fields: ErrorContext & { what: string }) {
    super(`${fields.what}: no row came out where rows were expected`, fields);
    this.what = fields.what;
  }
}

/** A part that is not installed by default is needed. */
export class MissingPartError extends NeuroloomError {
  readonly tag = "missing-part";
  readonly part: string;

  constructor(fields: ErrorContext & { part: string; purpose: string }) {
    super(`${fields.part} is needed to ${fields.purpose} and is not installed`, fields);
    this.part = fields.part;
  }
}

/** True for errors of this library, optionally only for the given tags. */
export function isNeuroloomError(error: unknown, ...tags: readonly string[]): error is NeuroloomError {
  return error instanceof NeuroloomError && (tags.length === 0 || tags.includes(error.tag));
}

/** The known names nearest to `name` by edit distance, at most three, none further than half its length + 1. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const limit = Math.floor(name.length / 2) + 1;
  return known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}
