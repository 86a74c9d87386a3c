import type { Hdf5File } from "../../formats/hdf5.js";
import type { channelCollector } from "../channel-collector.js";
import { hdf5Traces } from "../hdf5-traces.js";
import type { ReportFinding } from "../read-recordings.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import { shapeText } from "../shape-text.js";
import { behaviourSeries, bodyAngles } from "./behaviour-series.js";

/** An open file of this dataset, and what reading it needs to know. */
export interface OpenRecording {
  readonly hdf5: Hdf5File;
  readonly file: string;
  /** Rows of the traces. */
  readonly frames: number;
  readonly report: ReportFinding;
  readonly signal: AbortSignal | undefined;
}

/**
 * Adds every behaviour series as a channel, body angles one channel per segment. A series that is not there, or
 * whose rows are not the frames of the traces, cannot be aligned: it is left out and reported.
 */
export async function readBehaviour(
  recording: OpenRecording,
  channels: ReturnType<typeof channelCollector>,
): Promise<void> {
  for (const name of behaviourSeries) await readSeries(recording, channels, name, false);
  for (const name of bodyAngles) await readSeries(recording, channels, name, true);
}

async function readSeries(
  { hdf5, file, frames, report, signal }: OpenRecording,
  channels: ReturnType<typeof channelCollector>,
  name: string,
  hasSegments: boolean,
): Promise<void> {
  const place = `/behavior/${name}`;
  const where = { source_file: file, place };
  if (!(await hdf5.has(place))) {
    const found = "no such dataset";
    report({ ...where, rule: "missing-series", severity: "loss", found, action: "the channel is not there" });
    return;
  }
  const dataset = await hdf5.dataset(place);
  const shape = dataset.shape ?? [0];
  const expected = hasSegments ? `${frames} frames × segments` : `${frames} frames`;
  if (shape[0] !== frames || shape.length !== (hasSegments ? 2 : 1)) {
    const found = shapeText(dataset.shape);
    const isSlice = hasSegments && shape.length === 1;
    const rule = isSlice ? "body-angle-linear-slice" : "misaligned-series";
    const action = isSlice
      ? "left out: one-dimensional body angles run along the segments first and are no time series"
      : "left out: its rows cannot be matched with the frames";
    report({ ...where, rule, severity: "loss", expected, found, action });
    return;
  }
  const block = await hdf5Traces(dataset, file, signal);
  reportSamples(block, report, where);
  if (hasSegments) {
    const found = `${block.traces.length} segments`;
    report({ ...where, rule: "body-angle-segments", severity: "note", found, action: "one channel per segment" });
  }
  block.traces.forEach((trace, column) => {
    const segment = String(column + 1).padStart(2, "0");
    const columns = {
      kind: "behaviour",
      name_source: hasSegments ? `behavior/${name}[${column + 1}]` : `behavior/${name}`,
      name: hasSegments ? `${name}_segment_${segment}` : name,
      source_index: hasSegments ? column + 1 : null,
      quantity: name,
      ...emptyTraceStatus(block, column),
    };
    channels.add(columns, trace);
  });
}
