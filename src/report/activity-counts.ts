import type { RecordingSummary } from "./dataset-summary.js";

/** One count of what shows activity, as the report tells it. */
interface ActivityCount {
  /** Of a column of the recordings. */
  readonly column: string;
  /** Of a card above all datasets. */
  readonly card: string;
  readonly of: (summary: RecordingSummary) => number;
}

const neurons: readonly ActivityCount[] = [
  { column: "neurons", card: "Neuron traces", of: (summary) => summary.neurons },
  { column: "with a name", card: "… with a name", of: ({ named }) => named },
];

const others: readonly ActivityCount[] = [
  { column: "units", card: "Unit traces", of: ({ units }) => units },
  { column: "voxels", card: "Voxel traces", of: ({ voxels }) => voxels },
  { column: "spike trains", card: "Spike trains", of: ({ spikeTrains }) => spikeTrains },
  { column: "spikes", card: "Spikes", of: ({ spikes }) => spikes },
];

/** Whether a recording has neurons, units, voxels or spikes to draw. */
export function hasActivity(summary: RecordingSummary): boolean {
  return [...neurons, ...others].some(({ of }) => of(summary) > 0);
}

/** Whether neurons are what recordings are about: they have some, or no other activity. */
export function aboutNeurons(recordings: readonly RecordingSummary[]): boolean {
  return recordings.some((summary) => summary.neurons > 0) || !recordings.some(hasActivity);
}

/** What is counted of recordings: neurons unless they have other activity alone, and whatever else they have. */
export function activityCounts(recordings: readonly RecordingSummary[]): readonly ActivityCount[] {
  return [
    ...(aboutNeurons(recordings) ? neurons : []),
    ...others.filter(({ of }) => recordings.some((summary) => of(summary) > 0)),
  ];
}
