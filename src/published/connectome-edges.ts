import type { PublishedEdgeRow } from "../datasets/dataset.js";
import { listedNames } from "../identities/listed-names.js";
import type { ConnectomeRules } from "./connectome-rules.js";

/** One ordered pair of an annotation; cells by slot in the list of 300, weights float32, 0 where there is none. */
export interface PublishedEdge {
  readonly from: number;
  readonly to: number;
  readonly gap: number;
  readonly chemical: number;
}

/** What became of the rows of a source. */
export interface RowCounts {
  readonly n_rows: number;
  /** Of a kind that the product ignores. */
  readonly n_rows_other_kind: number;
  /** With an end that is not spelled exactly as in the list of 300. */
  readonly n_rows_other_name: number;
  /** Without a number, or with zero. */
  readonly n_rows_no_weight: number;
  /** Chemical rows of an ordered pair that has a value already. */
  readonly n_rows_repeated: number;
}

/** An annotation as the product holds it. */
export interface PublishedConnectome {
  /** Ordered pairs with a gap or chemical weight, by slot of the sender, then of the receiver. */
  readonly edges: readonly PublishedEdge[];
  readonly rows: RowCounts;
}

const names = /* @__PURE__ */ listedNames();
const slots: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ names.map((name, slot) => [name, slot]),
);

/**
 * An annotation by the published rules: a row counts where both names stand in the list of 300 letter for letter (no
 * zero is taken off, no case folded) and its weight is a number other than 0. The first chemical value of an ordered
 * pair wins. The gap weight of an unordered pair is the arithmetic mean of all its values, written in both directions,
 * so that the gap channel is symmetric by construction. Both are float32.
 */
export function publishedConnectome(rows: readonly PublishedEdgeRow[], rules: ConnectomeRules): PublishedConnectome {
  const chemical = new Map<number, number>();
  const gaps = new Map<number, number[]>();
  const counts = { n_rows: rows.length, n_rows_other_kind: 0, n_rows_other_name: 0, n_rows_no_weight: 0 };
  let repeated = 0;
  for (const { pre, post, type, weight } of rows) {
    if (type !== rules.gap && type !== rules.chemical) {
      counts.n_rows_other_kind++;
      continue;
    }
    const [from, to] = [slots.get(pre), slots.get(post)];
    if (from === undefined || to === undefined) {
      counts.n_rows_other_name++;
      continue;
    }
    const value = weightOf(weight);
    if (value === null) {
      counts.n_rows_no_weight++;
    } else if (type === rules.gap) {
      const pair = pairKey(Math.min(from, to), Math.max(from, to));
      const values = gaps.get(pair);
      if (values) values.push(value);
      else gaps.set(pair, [value]);
    } else if (chemical.has(pairKey(from, to))) {
      repeated++;
    } else chemical.set(pairKey(from, to), Math.fround(value));
  }
  return { edges: joined(chemical, gaps), rows: { ...counts, n_rows_repeated: repeated } };
}

function joined(chemical: ReadonlyMap<number, number>, gaps: ReadonlyMap<number, readonly number[]>): PublishedEdge[] {
  const gapOf = new Map<number, number>();
  for (const [pair, values] of gaps) {
    const [from, to] = cellsOf(pair);
    const mean = Math.fround(values.reduce((sum, value) => sum + value, 0) / values.length);
    gapOf.set(pair, mean);
    gapOf.set(pairKey(to, from), mean);
  }
  const pairs = [...new Set([...gapOf.keys(), ...chemical.keys()])].sort((a, b) => a - b);
  return pairs.map((pair) => {
    const [from, to] = cellsOf(pair);
    return { from, to, gap: gapOf.get(pair) ?? 0, chemical: chemical.get(pair) ?? 0 };
  });
}

function weightOf(weight: PublishedEdgeRow["weight"]): number | null {
  if (weight === null || typeof weight === "boolean" || String(weight).trim() === "") return null;
  const value = Number(weight);
  return Number.isFinite(value) && value !== 0 ? value : null;
}

/** An ordered pair as one number: row-major over slots. */
function pairKey(from: number, to: number): number {
  return from * names.length + to;
}

function cellsOf(pair: number): [number, number] {
  return [Math.floor(pair / names.length), pair % names.length];
}
