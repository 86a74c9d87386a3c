import type { FindingTally } from "./finding-tally.js";
import type { EdgeKind, SourceEdge } from "./source-edge.js";

/** Kinds whose weights count something: whole and above zero, and no connection where they are zero. */
const countedKinds: ReadonlySet<EdgeKind> = new Set(["chemical", "gap", "neuromuscular", "neuropeptide", "monoamine"]);

/**
 * Leaves out rows that state no connection (a zero where something is counted) and reports weights that are no
 * count: negative and fractional ones stay as the source states them, one that is no number becomes null.
 */
export function* checkWeights(
  rows: Iterable<SourceEdge>,
  file: string,
  tally: FindingTally,
): Generator<SourceEdge, void, undefined> {
  for (const row of rows) {
    const { weight, kind } = row;
    const what = `${row.pre} to ${row.post}, ${kind}`;
    const finding = { source_file: file, place: row.place ?? "the whole file", severity: "note" } as const;
    const kept = { ...finding, expected: "a count above zero", action: "kept as the source states it" };
    if (weight === null) {
      yield row;
    } else if (!Number.isFinite(weight)) {
      const action = "the edge is kept without a weight";
      const found = `${weight} (${what})`;
      tally.add({ ...finding, rule: "weight-no-number", severity: "loss", expected: "a number", found, action });
      yield { ...row, weight: null };
    } else if (!countedKinds.has(kind)) {
      yield row;
    } else if (weight === 0) {
      const action = "left out: it states that there is no connection";
      tally.add({ ...finding, rule: "zero-weight", expected: "a count above zero", found: `0 (${what})`, action });
    } else {
      if (weight < 0) tally.add({ ...kept, rule: "negative-weight", found: `${weight} (${what})` });
      else if (!Number.isInteger(weight))
        tally.add({ ...kept, rule: "fractional-weight", found: `${weight} (${what})` });
      yield row;
    }
  }
}
