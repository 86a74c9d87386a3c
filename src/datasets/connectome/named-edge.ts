import type { CellKind } from "../../identities/resolve-cell.js";
import type { SourceEdge } from "./source-edge.js";

/** One end of an edge. */
export interface EdgeEnd {
  /** What the source calls it. */
  readonly label: string;
  /** Canonical name; null where it is not settled. */
  readonly name: string | null;
  readonly kind: CellKind | null;
}

/** A row of a source whose ends were looked up. */
export interface NamedEdge {
  readonly source: SourceEdge;
  readonly pre: EdgeEnd;
  readonly post: EdgeEnd;
}

/** What tells cells apart: the canonical name, or else the label, marked so that it equals no name. */
export function cellKey({ name, label }: EdgeEnd): string {
  return name ?? `?${label.trim()}`;
}
