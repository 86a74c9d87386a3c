/** One thing that is wrong with a folder or its tables. */
export interface Problem {
  /** `integrity`: bytes are missing, changed or unlisted. `table`: contents break the definitions. */
  readonly kind: "integrity" | "table";
  /** Table, or path of the part or index file. */
  readonly table: string;
  readonly column: string | null;
  /** 0-based row of the table in reading order; null where the problem is about more than a row. */
  readonly row: number | null;
  readonly rule: string;
  readonly found: string | null;
}

/** Collects problems; of each rule of a column only the first few, the rest are counted. */
export interface ProblemList {
  add(problem: Partial<Problem> & Pick<Problem, "table" | "rule">): void;
  /** All that was collected; a last entry per rule says how many more there were. */
  finish(): readonly Problem[];
}

/** A new, empty list that keeps `limit` problems of each rule of a column. */
export function problemList(limit: number): ProblemList {
  const kept: Problem[] = [];
  const counts = new Map<string, { first: Problem; count: number }>();
  return {
    add(given) {
      const problem: Problem = { kind: "table", column: null, row: null, found: null, ...given };
      const key = [problem.table, problem.column, problem.rule].join("\u0000");
      const entry = counts.get(key) ?? { first: problem, count: 0 };
      counts.set(key, entry);
      entry.count++;
      if (entry.count <= limit) kept.push(problem);
    },
    finish() {
      const more = [...counts.values()].filter(({ count }) => count > limit);
      return [...kept, ...more.map(({ first, count }) => ({ ...first, row: null, found: `${count - limit} more` }))];
    },
  };
}

/** A problem in one line: table.column.row 5: rule, found x. */
export function problemText({ table, column, row, rule, found }: Problem): string {
  const place = [table, column, row === null ? null : `row ${row}`].filter((part) => part !== null);
  return `${place.join(".")}: ${rule}${found === null ? "" : `, found ${found}`}`;
}
