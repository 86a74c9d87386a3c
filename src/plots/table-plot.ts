import type { TableReader } from "../tables/table-reader.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";

/** Options that plots of tables may look at; each takes those it knows. */
export interface TablePlotOptions extends PlotOptions {
  /** The dataset. Default: all, or for one recording the first. */
  readonly datasetId?: string;
  /** The recording, where one is drawn. Default: the first that has what is drawn. */
  readonly recordingId?: string;
  /** Neurons by name or class. */
  readonly neurons?: readonly string[];
  /** The annotation of the wiring that is drawn. Default: the first. */
  readonly connectomeId?: string;
  /** The labelled volume that is drawn, or its sample. Default: the first. */
  readonly volumeId?: string;
  /** The plane z that is drawn. Default: the one with the most labelled voxels. */
  readonly at?: number;
  /** RDMs by their ids. */
  readonly rdms?: readonly string[];
  /** Models by name, where results of several are drawn. */
  readonly models?: readonly string[];
  /** What rows are sorted by, where a plot lets one choose. */
  readonly order?: string;
  /** Where dots stand: `force` or `positions`. */
  readonly layout?: string;
  /** The analysis whose result is drawn. Default: the only one. */
  readonly analysis?: string;
  readonly signal?: AbortSignal;
}

/** What a user may choose of a plot, by the names of the options. */
export const plotChoices = [
  "recordingId",
  "analysis",
  "connectomeId",
  "neurons",
  "rdms",
  "models",
  "behaviours",
  "order",
  "layout",
  "volumeId",
  "at",
] as const;

/** One of {@link plotChoices}. */
export type PlotChoice = (typeof plotChoices)[number];

/** One kind of plot of tables: of a whole dataset, or of the result of an operation. */
export interface TablePlot {
  readonly summary: string;
  /** Choices that it looks at, besides the dataset. */
  readonly takes: readonly PlotChoice[];
  /** Reads what it needs and draws it; options that the plot does not know are left aside. */
  draw(reader: TableReader, options: TablePlotOptions): Promise<PlotResult>;
}
