import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { csvRows } from "../../formats/csv.js";
import { rowNumbers } from "../../formats/parse-number.js";
import type { ReadOptions } from "../dataset.js";
import type { ReportFinding } from "../read-recordings.js";
import { reportSamples } from "../report-samples.js";
import { traceBlock } from "../trace-block.js";

/** A row of the file: its number from 1 and its numbers. */
export interface NeuronRow {
  readonly row: number;
  readonly trace: Float32Array;
}

/** A row whose label says what it is, with the unit in brackets. */
export interface BehaviourRow extends NeuronRow {
  readonly label: string;
  readonly name: string;
  readonly unit: string | null;
}

const labelWithUnit = /^(.+?)\s*\((.+)\)$/;

/**
 * Reads a CSV file without header: column 1 names the row, the other columns are frames. Rows named by a number are
 * anonymous neurons, all others behaviour: "Velocity (0.1 mm/s)" is the quantity velocity in units of 0.1 mm/s.
 *
 * @throws FormatError for rows of different length, an empty label, and what is no number
 */
export async function readLabelledRows(
  source: ByteSource,
  report: ReportFinding,
  options: Pick<ReadOptions, "signal">,
): Promise<{
  readonly neurons: readonly NeuronRow[];
  readonly behaviour: readonly BehaviourRow[];
  readonly frames: number;
}> {
  const neurons: NeuronRow[] = [];
  const behaviour: BehaviourRow[] = [];
  const lineOf = new Map<string, number>();
  let frames = 0;
  let row = 0;
  for await (const line of csvRows(source, options.signal ? { signal: options.signal } : {})) {
    row++;
    const label = (line.fields[0] ?? "").trim();
    const place = `line ${line.line}`;
    frames = line.fields.length - 1;
    if (label === "" || frames < 1) {
      const found = label === "" ? "no label" : "no value";
      throw new FormatError({ file: source.name, place, expected: "a label and a value per frame", found });
    }
    const before = lineOf.get(label);
    if (before !== undefined) {
      const found = `${label}, as line ${before} has it`;
      const where = { source_file: source.name, place };
      report({ ...where, rule: "repeated-row", severity: "note", found, action: "both rows are kept" });
    }
    lineOf.set(label, line.line);
    const block = traceBlock(1, frames, { file: source.name, place });
    block.fill(0, rowNumbers(source.name, line, { start: 1 }));
    reportSamples(block, report, { source_file: source.name, place });
    const trace = block.traces[0]!;
    if (/^\d+$/.test(label)) neurons.push({ row, trace });
    else {
      const [, words = label, unit = null] = labelWithUnit.exec(label) ?? [];
      const name = words.trim().toLowerCase().replace(/\s+/g, "_");
      behaviour.push({ row, label, name, unit, trace });
    }
  }
  if (row === 0) {
    throw new FormatError({ file: source.name, place: "the whole file", expected: "rows", found: "none" });
  }
  return { neurons, behaviour, frames };
}
