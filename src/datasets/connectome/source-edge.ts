import type { Row } from "../../tables/tables.js";

/** What connects two cells. */
export type EdgeKind = Row<"edges">["kind"];

/** One connection as a source states it: one row of a list, one cell of a matrix. */
export interface SourceEdge {
  /** The source's name of the sending cell; of a functional edge, of the stimulated one. Untouched. */
  readonly pre: string;
  /** The source's name of the receiving cell; of a functional edge, of the responding one. Untouched. */
  readonly post: string;
  readonly kind: EdgeKind;
  /** Null where the source only says that the edge exists. */
  readonly weight: number | null;
  /** Unit of the weight, where it is not the one of the whole annotation. */
  readonly unit?: string;
  /** Where it stands, for messages: "sheet X, cell D4", "line 12". */
  readonly place?: string;
  readonly transmitter?: string | null;
  readonly receptor?: string | null;
  readonly qValue?: number | null;
  readonly qEquivalence?: number | null;
  /** Whatever else the source says. Where rows become one edge, numbers of one name are added, texts are joined. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | null>>;
}
