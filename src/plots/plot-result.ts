import type { Columns } from "../tables/batch.js";

/** Options of every plot. */
export interface PlotOptions {
  /** Where the elements are made: a browser's document, or that of a DOM library. */
  readonly document: Document;
  /** Total width in pixels. Default: the plot's own. */
  readonly width?: number;
  /** Begins the ids inside the SVG; give each plot of one page its own. Default: the kind of the plot. */
  readonly id?: string;
}

/** A finished plot. */
export interface PlotResult {
  readonly svg: SVGSVGElement;
  /** The numbers that were drawn, as columns of equal length. */
  readonly values: Columns;
  readonly title: string;
  /** What the plot shows and how, in words: scales, units, order, what was left out. */
  readonly description: string;
}
