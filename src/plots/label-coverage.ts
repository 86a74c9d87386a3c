import { EmptyResultError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { datasetIdOf } from "./recording-view.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";

/** Which neurons of one class were identified in one recording. */
export interface CoverageCell {
  readonly recording: string;
  readonly neuronClass: string;
  /** Distinct settled names of the class. */
  readonly names: readonly string[];
  /** Traces for which only the class is known. */
  readonly classOnly: number;
}

/** What {@link labelCoverage} draws. */
export interface Coverage {
  /** The dataset, where all recordings are of one. */
  readonly datasetId?: string;
  readonly recordings: readonly string[];
  readonly cells: readonly CoverageCell[];
}

/** Reads which neurons were identified in which recordings, from `channels`. */
export async function readCoverage(
  reader: TableReader,
  options: { readonly datasetId?: string; readonly signal?: AbortSignal } = {},
): Promise<Coverage> {
  const { datasetId, signal } = options;
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  const recordings: string[] = [];
  const found = new Map<string, { recording: string; neuronClass: string; names: Set<string>; classOnly: number }>();
  const query = { where, ...(signal ? { signal } : {}) };
  for await (const batch of reader.read("recordings", query)) {
    for (const row of rowsOf({ ...batch, table: "recordings" })) recordings.push(idOf(row, datasetId));
  }
  for await (const batch of reader.read("channels", query)) {
    for (const row of rowsOf({ ...batch, table: "channels" })) {
      if (row.kind !== "neuron" || row.neuron_class === null) continue;
      const recording = idOf(row, datasetId);
      const key = `${recording}\0${row.neuron_class}`;
      const cell = found.get(key) ?? { recording, neuronClass: row.neuron_class, names: new Set(), classOnly: 0 };
      if (row.name === null) cell.classOnly += 1;
      else cell.names.add(row.name);
      found.set(key, cell);
    }
  }
  const cells = [...found.values()].map((cell) => ({ ...cell, names: [...cell.names].sort() }));
  return { recordings, cells, ...(datasetId === undefined ? {} : { datasetId }) };
}

// with several datasets in one chart, recordings carry the dataset's id
function idOf(row: { readonly recording_id: string }, datasetId: string | undefined): string {
  const dataset = datasetIdOf(row);
  return datasetId === undefined && dataset !== null ? `${dataset} ${row.recording_id}` : row.recording_id;
}

const cellWidth = 13;
const cellHeight = 12;
const nameWidth = 46;
const blockGap = 18;
const strength = [
  { label: "class known only", colour: "#bdbdbd", ink: "#1a1a1a" },
  { label: "one cell", colour: "#6baed6", ink: "#08203a" },
  { label: "two or more cells", colour: "#08519c", ink: "#ffffff" },
] as const;

/**
 * Neuron classes × recordings: how many cells of each class have a settled name in each recording, written in the
 * field and shown by its colour; classes by name, in blocks side by side; recordings numbered in the given order.
 *
 * Values: `recording`, `neuron_class`, `identified` (cells with a name), `class_only` (traces with only the class),
 * `names` (separated by blanks). Throws an {@link EmptyResultError} where no neuron has a class.
 */
export function labelCoverage(coverage: Coverage, options: PlotOptions): PlotResult {
  const { document, id = "label-coverage" } = options;
  const { recordings, cells } = coverage;
  // a block holds all recordings: with very many the figure becomes wider
  const width = Math.max(options.width ?? 760, nameWidth + recordings.length * cellWidth);
  if (cells.length === 0) throw new EmptyResultError({ what: "channels with a neuron class" });
  const classes = [...new Set(cells.map(({ neuronClass }) => neuronClass))].sort();
  const names = new Set(cells.flatMap((cell) => cell.names));
  const dataset = coverage.datasetId === undefined ? "" : `${coverage.datasetId}: `;
  const title =
    `${dataset}${counted(names.size, "neuron")} identified by name, ` +
    `${classes.length} ${classes.length === 1 ? "class" : "classes"}, ${counted(recordings.length, "recording")}`;
  const description =
    `How many cells of each neuron class have a settled name in each recording; ? where only the class is known, ` +
    `empty where none was identified. Columns: ` +
    `${recordings.map((recording, index) => `${index + 1} ${recording}`).join(", ")}.`;
  const panels = [
    swatchLegend(strength, { document, width, left: 0 }),
    recordingKey(recordings, { document, width }),
    coveragePanel(classes, coverage, { document, width }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    recording: cells.map(({ recording }) => recording),
    neuron_class: cells.map(({ neuronClass }) => neuronClass),
    identified: Int32Array.from(cells, (cell) => cell.names.length),
    class_only: Int32Array.from(cells, ({ classOnly }) => classOnly),
    names: cells.map((cell) => cell.names.join(" ")),
  };
  return { svg, values, title, description };
}

function recordingKey(
  recordings: readonly string[],
  { document, width }: { readonly document: Document; readonly width: number },
): Panel {
  const wide = Math.max(...recordings.map((recording) => recording.length)) * 6.2 + 26;
  const perRow = Math.max(1, Math.floor(width / wide));
  const group = svgElement(document, "g", { "aria-label": "recordings" });
  recordings.forEach((recording, index) => {
    const place = { x: (index % perRow) * wide, y: Math.floor(index / perRow) * 14 + 9 };
    group.append(svgElement(document, "text", place, `${index + 1}  ${recording}`));
  });
  return { element: group, height: Math.ceil(recordings.length / perRow) * 14 + 8 };
}

function coveragePanel(
  classes: readonly string[],
  { recordings, cells }: Coverage,
  { document, width }: { readonly document: Document; readonly width: number },
): Panel {
  const blockWidth = nameWidth + recordings.length * cellWidth;
  const fitting = Math.max(1, Math.floor((width + blockGap) / (blockWidth + blockGap)));
  const blocks = Math.min(fitting, Math.ceil(classes.length / 8));
  const perBlock = Math.ceil(classes.length / blocks);
  const group = svgElement(document, "g", { "font-size": 8.5 });
  const text = (x: number, y: number, anchor: string, words: string, fill = "currentColor") =>
    svgElement(document, "text", { x, y, "text-anchor": anchor, fill }, words);
  const placeOf = (index: number) => ({
    left: Math.floor(index / perBlock) * (blockWidth + blockGap),
    top: 14 + (index % perBlock) * cellHeight,
  });
  for (let block = 0; block < blocks; block++) {
    const left = block * (blockWidth + blockGap) + nameWidth;
    recordings.forEach((_, index) => {
      group.append(text(left + (index + 0.5) * cellWidth, 10, "middle", String(index + 1)));
    });
  }
  classes.forEach((neuronClass, index) => {
    const { left, top } = placeOf(index);
    group.append(text(left + nameWidth - 5, top + 9, "end", shortLabel(neuronClass, 8)));
  });
  const column = new Map(recordings.map((recording, index) => [recording, index]));
  const row = new Map(classes.map((neuronClass, index) => [neuronClass, index]));
  for (const cell of cells) {
    const { left, top } = placeOf(row.get(cell.neuronClass)!);
    const x = left + nameWidth + column.get(cell.recording)! * cellWidth;
    const { colour, ink } = strength[Math.min(2, cell.names.length)]!;
    const size = { width: cellWidth - 1, height: cellHeight - 1 };
    group.append(
      svgElement(document, "rect", { x, y: top, ...size, fill: colour }),
      text(x + (cellWidth - 1) / 2, top + 8.5, "middle", cell.names.length > 0 ? String(cell.names.length) : "?", ink),
    );
  }
  return { element: group, height: 14 + perBlock * cellHeight + 4 };
}
