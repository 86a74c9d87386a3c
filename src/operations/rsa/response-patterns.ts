import { ArgumentError, EmptyResultError, TableError } from "../../errors.js";
import { foldsByOccurrence } from "../../rsa/patterns/design-of.js";
import { rowsOf } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { Row } from "../../tables/tables.js";
import type { ReadPatterns } from "./event-patterns.js";
import type { PatternParams } from "./pattern-params.js";
import type { PatternChannel, PatternSet } from "./pattern-set.js";

type ResponseRow = Row<"responses"> & { readonly dataset_id: string };

/**
 * Patterns that a source holds: one set per response set and subject, conditions are stimuli.
 *
 * @throws EmptyResultError where there is none; TableError for responses of one set with different numbers of channels.
 */
export async function* responsePatterns(
  input: TableReader,
  { params }: ReadPatterns<PatternParams>,
): AsyncGenerator<PatternSet> {
  const sets = new Map<string, ResponseRow[]>();
  if (input.tables.includes("responses")) {
    for await (const batch of input.read("responses")) {
      for (const row of rowsOf({ ...batch, table: "responses" }) as Iterable<ResponseRow>) {
        if (params.sets && !params.sets.includes(row.response_set)) continue;
        const key = JSON.stringify([row.dataset_id, row.response_set, row.subject]);
        const own = sets.get(key);
        if (own) own.push(row);
        else sets.set(key, [row]);
      }
    }
  }
  if (sets.size === 0) {
    const what = params.sets ? `responses of ${params.sets.join(", ")}` : "responses";
    throw new EmptyResultError({ what, next: "see the table responses, or take source: events" });
  }
  const stimulusSets = await readStimulusSets(input);
  for (const rows of sets.values()) yield setOf(rows, stimulusSets, params);
}

async function readStimulusSets(input: TableReader): Promise<ReadonlyMap<string, string>> {
  const sets = new Map<string, string>();
  if (!input.tables.includes("stimuli")) return sets;
  for await (const batch of input.read("stimuli", { columns: ["stimulus_id", "stimulus_set"] })) {
    for (const row of rowsOf({ ...batch, table: "stimuli" })) sets.set(row.stimulus_id, row.stimulus_set);
  }
  return sets;
}

function setOf(
  rows: readonly ResponseRow[],
  stimulusSets: ReadonlyMap<string, string>,
  params: PatternParams,
): PatternSet {
  const [first] = rows as [ResponseRow];
  const { dataset_id, response_set, subject } = first;
  const count = first.values.length;
  const odd = rows.find(({ values }) => values.length !== count);
  if (odd) {
    const rule = `all responses of ${response_set} have as many channels`;
    throw new TableError({ table: "responses", column: "values", rule, found: `${count} and ${odd.values.length}` });
  }
  const { folds, words } = responseFolds(rows, params);
  const channels = Array.from({ length: count }, (_, channel): PatternChannel => {
    const values = Float64Array.from(rows, (row) => row.values[channel]!);
    return { label: `channel ${channel}`, row: null, values };
  });
  const shared = (column: "session") => (rows.every((row) => row[column] === first[column]) ? first[column] : null);
  return {
    id: subject === null ? response_set : `${response_set}/${subject}`,
    ...{ datasetId: dataset_id, recordingId: null, subject, session: shared("session"), task: null },
    region: null,
    stimulusSet: stimulusSets.get(first.stimulus_id) ?? response_set,
    foldWords: words,
    observations: rows.map(({ stimulus_id }, index) => ({ condition: stimulus_id, fold: folds[index]! })),
    frames: [{ startS: null, endS: null }],
    channels,
  };
}

/** Columns that tell folds of responses, in the order in which they are tried. */
const foldColumns = { run: "run", session: "session" } as const;

function responseFolds(rows: readonly ResponseRow[], { folds }: PatternParams) {
  const has = (column: "run" | "session") => rows.every((row) => row[column] !== null);
  const label = (column: "run" | "session") => rows.map((row) => `${row.session ?? ""} ${row[column]}`.trim());
  const found = Object.values(foldColumns).find((column) => has(column) && new Set(label(column)).size > 1);
  const name = folds === "auto" ? (found ?? "occurrence") : folds;
  if (name === "run" || name === "session") {
    if (has(name)) return { folds: label(name), words: `${name}s` };
    throw new ArgumentError({ argument: "folds", expected: `responses with a ${name}`, found: "none in some" });
  }
  const occurrences = foldsByOccurrence(rows.map(({ stimulus_id }) => stimulus_id));
  if (name === "occurrence") return { folds: occurrences, words: "occurrences" };
  if (name === "odd-even") {
    return { folds: occurrences.map((k) => (Number(k) % 2 === 0 ? "odd" : "even")), words: "odd and even occurrences" };
  }
  const expected = "auto, run, session, occurrence or odd-even for responses";
  throw new ArgumentError({ argument: "folds", expected, found: name });
}
