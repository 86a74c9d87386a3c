import { ArgumentError } from "../../errors.js";

/** The run of every row: a number or a name. Songs, trials and sessions are runs too: whatever time does not cross. */
export type RunLabels = ArrayLike<number | string>;

/** The rows from `from` up to but not including `to`, which belong to one run. */
export interface RunSegment {
  readonly label: number | string;
  readonly from: number;
  readonly to: number;
}

/**
 * The runs of a series in their order. Without labels the series is one run.
 *
 * @param rows - Rows of the series.
 * @throws ArgumentError when there is not one label per row, or a run's rows do not stand together: their order is time.
 */
export function runSegments(rows: number, runs: RunLabels | undefined): readonly RunSegment[] {
  if (runs === undefined) return rows === 0 ? [] : [{ label: 0, from: 0, to: rows }];
  if (runs.length !== rows) {
    throw new ArgumentError({ argument: "runs", expected: `${rows} labels, one per row`, found: String(runs.length) });
  }
  const segments: RunSegment[] = [];
  const seen = new Set<number | string>();
  for (let from = 0; from < rows; ) {
    const label = runs[from]!;
    let to = from + 1;
    while (to < rows && runs[to] === label) to++;
    if (seen.has(label)) {
      const next = "sort the rows by run, or give the second part a name of its own";
      const found = `run ${label} again at row ${from}`;
      throw new ArgumentError({ argument: "runs", expected: "rows of a run that stand together", found, next });
    }
    seen.add(label);
    segments.push({ label, from, to });
    from = to;
  }
  return segments;
}
