import { resolveCell } from "../../identities/resolve-cell.js";
import type { FindingTally } from "./finding-tally.js";
import type { NamedEdge } from "./named-edge.js";
import type { SourceEdge } from "./source-edge.js";

/** Settles the names of both ends of every edge; labels without a settled name are reported once each, with a count. */
export function nameCells(rows: Iterable<SourceEdge>, file: string, tally: FindingTally): readonly NamedEdge[] {
  const ends = new Map<string, NamedEdge["pre"]>();
  const unresolved = new Map<string, { count: number; place: string; comment: string | null }>();
  const endOf = (label: string, place: string) => {
    let end = ends.get(label);
    if (!end) {
      const { name, kind, comment } = resolveCell(label);
      end = { label, name, kind };
      ends.set(label, end);
      if (name === null) unresolved.set(label, { count: 0, place, comment });
    }
    if (end.name === null) unresolved.get(label)!.count++;
    return end;
  };
  const named: NamedEdge[] = [];
  for (const source of rows) {
    const place = source.place ?? "the whole file";
    named.push({ source, pre: endOf(source.pre, place), post: endOf(source.post, place) });
  }
  for (const [label, { count, place, comment }] of unresolved) {
    tally.add({
      source_file: file,
      place,
      rule: "unresolved-cell-name",
      severity: "note",
      expected: "the name of a cell",
      found: `${JSON.stringify(label)}, in ${count} rows${comment ? `: ${comment}` : ""}`,
      action: "the edges are kept under the source's name; the canonical name is null",
    });
  }
  return named;
}
