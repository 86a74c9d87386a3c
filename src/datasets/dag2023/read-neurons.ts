import { FormatError } from "../../errors.js";
import type { Manifest } from "../../manifest/schema.js";
import type { channelCollector } from "../channel-collector.js";
import { hdf5Traces } from "../hdf5-traces.js";
import { neuronChannels, type SourceLabel } from "../neuron-channels.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import type { LabelEntry } from "./label-entry.js";
import type { OpenRecording } from "./read-behaviour.js";
import { traceLabels } from "./trace-labels.js";

/** Adds every neuron trace as a channel, ROI after ROI, labelled or not. */
export async function readNeurons(
  recording: OpenRecording,
  channels: ReturnType<typeof channelCollector>,
  source: {
    readonly dataset: string;
    readonly quantity: Manifest["quantities"][number];
    /** The entries of the label dictionary; undefined for a recording without identities. */
    readonly labels: readonly LabelEntry[] | undefined;
    readonly labelFile: string;
  },
): Promise<void> {
  const { hdf5, file, report, signal } = recording;
  const block = await hdf5Traces(await hdf5.dataset(source.dataset), file, signal);
  reportSamples(block, report, { source_file: file, place: source.dataset });
  const count = block.traces.length;
  const nsm = await readNsm(recording, count);
  const labels = source.labels && (await labelsOf(recording, count, source.labels, source.labelFile));
  const identities = neuronChannels(labels ?? new Array<undefined>(count).fill(undefined));
  block.traces.forEach((trace, column) => {
    const identity = identities[column]!;
    const isNsm = nsm.has(column) && identity.name_rule === null;
    const columns = {
      ...identity,
      ...(isNsm ? nsmColumns : {}),
      ...(identity.status === "good" ? emptyTraceStatus(block, column) : {}),
      source_index: column + 1,
      quantity: source.quantity.name,
      unit: source.quantity.unit,
    };
    channels.add(columns, trace);
  });
}

/** Which of the pair it is, the file does not say. */
const nsmColumns = {
  neuron_class: "NSM",
  name_candidates: JSON.stringify(["NSML", "NSMR"]),
  name_rule: "class",
  name_comment: "listed in gcamp/idx_nsm",
} as const;

async function readNsm({ hdf5, file, report }: OpenRecording, traces: number): Promise<ReadonlySet<number>> {
  const place = "/gcamp/idx_nsm";
  if (!(await hdf5.has(place))) return new Set();
  const indices = [...(await (await hdf5.dataset(place)).numbers())];
  const fitting = indices.filter((index) => Number.isInteger(index) && index >= 1 && index <= traces);
  if (fitting.length < indices.length) {
    const found = indices.join(", ");
    throw new FormatError({ file, place, expected: `ROI numbers from 1 to ${traces}`, found });
  }
  const found = `ROI ${fitting.join(" and ")}`;
  const action = "kept as class NSM without a name";
  report({ source_file: file, place, rule: "class-without-side", severity: "note", found, action });
  return new Set(fitting.map((index) => index - 1));
}

async function labelsOf(
  { hdf5, report }: OpenRecording,
  traces: number,
  entries: readonly LabelEntry[],
  labelFile: string,
): Promise<readonly (SourceLabel | undefined)[]> {
  const place = "/neuropal_registration/roi_match";
  const roiMatch = (await hdf5.has(place)) ? await (await hdf5.dataset(place)).numbers() : [];
  const awc = entries.filter((entry) => /^AWC[LR]$/.test(entry.label)).map((entry) => entry.label);
  const where = { source_file: labelFile, place: "labels" };
  if (awc.length > 0) {
    const action = "kept as written; comments in the file say that L stands for AWC-ON and R for AWC-OFF";
    report({ ...where, rule: "awc-side-is-on-off", severity: "note", found: awc.join(", "), action });
  }
  return traceLabels(entries, traces, roiMatch, (rule, finding) => report({ ...where, rule, ...finding }));
}
