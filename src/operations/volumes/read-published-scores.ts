import { ArgumentError, EmptyResultError } from "../../errors.js";
import { rowsOf } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { Score } from "../../volumes/metrics/sample-scores.js";
import type { Labelling } from "./score-samples.js";
import type { SampleRecord } from "./scores-over-samples.js";

/**
 * The published single numbers of the samples that a method was scored on, with how each sample is labelled: as the
 * samples of a benchmark are listed (`volume_samples`), else as `volumes` has them.
 *
 * @throws EmptyResultError where the method has no scores; ArgumentError for a sample of which nobody says how it is
 *   labelled, or of which two say different things: scores over sets would silently be those of others
 */
export async function readPublishedScores(
  input: TableReader,
  method: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly SampleRecord[]> {
  const found = new Map<string, { record: Record<string, Score>; protocol: string }>();
  const methods = new Set<string>();
  if (input.tables.includes("sample_scores")) {
    for await (const batch of input.read("sample_scores", { where: { kind: "sample" }, signal })) {
      for (const row of rowsOf({ ...batch, table: "sample_scores" })) {
        methods.add(row.method);
        if (row.method !== method) continue;
        const record: Record<string, Score> = found.get(row.sample)?.record ?? {};
        record[row.metric] = row.value;
        found.set(row.sample, { record, protocol: row.protocol });
      }
    }
  }
  if (found.size === 0) {
    const next = `prepare fisbe-evaluator-samples; there are scores of ${[...methods].join(", ") || "no method"}`;
    throw new EmptyResultError({ what: `published scores of ${method}`, next });
  }
  const labellings = await labellingsOf(input, [...found.keys()], signal);
  return [...found].map(([sample, { record, protocol }]) => {
    const [labelling, ...others] = labellings.get(sample) ?? [];
    if (labelling && others.length === 0) {
      const words = `published scores of ${method}, ${protocol}, ${labelling} labelled`;
      return { sample, labelling, record, protocol: words };
    }
    throw new ArgumentError({
      argument: "published",
      expected: "samples of which volume_samples or volumes says how they are labelled, and both the same",
      found: labelling ? `${sample}, labelled ${[labelling, ...others].join(" and ")}` : `${sample}, not listed`,
      next: "npx neuroloom prepare fisbe --subset sample reads the list of samples",
    });
  });
}

async function labellingsOf(
  input: TableReader,
  samples: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlySet<Labelling>>> {
  const labellings = new Map<string, Set<Labelling>>();
  for (const table of ["volume_samples", "volumes"] as const) {
    if (!input.tables.includes(table)) continue;
    const query = { columns: ["sample", "labelling"], where: { sample: samples }, signal };
    for await (const { columns } of input.read(table, query)) {
      const names = columns.sample as ArrayLike<string>;
      const values = columns.labelling as ArrayLike<Labelling | null>;
      for (let row = 0; row < names.length; row++) {
        const value = values[row];
        if (!value) continue;
        if (!labellings.has(names[row]!)) labellings.set(names[row]!, new Set());
        labellings.get(names[row]!)!.add(value);
      }
    }
  }
  return labellings;
}
