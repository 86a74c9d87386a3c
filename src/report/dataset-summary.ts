import { spikeTrains } from "../plots/spike-trains.js";
import { rowsOf, type TableBatch } from "../tables/batch.js";
import { countsFrames } from "../tables/frame-clock.js";
import { memoryTables } from "../tables/memory-tables.js";
import { type ConnectomeRow, connectomeRows } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row, TableName } from "../tables/tables.js";
import { groupBy } from "./group-by.js";

/** One recording with the counts that the report shows. */
export interface RecordingSummary {
  readonly recording: Row<"recordings">;
  readonly neurons: number;
  /** Neurons with a settled name. */
  readonly named: number;
  readonly units: number;
  readonly voxels: number;
  /** Channels that are no neuron, unit or voxel. */
  readonly others: number;
  /** Rows of a raster of the spikes: units, and trials where a unit has several. */
  readonly spikeTrains: number;
  readonly spikes: number;
  /** Events that are no spikes. */
  readonly events: number;
  /** Its times count frames: no rate is known. */
  readonly countsFrames: boolean;
}

/** One quantity that channels of a dataset measure. */
export interface QuantitySummary {
  readonly kind: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly channels: number;
  readonly recordings: number;
}

/** Everything of one dataset that the report tells without looking at samples. */
export interface DatasetSummary {
  readonly recordings: readonly RecordingSummary[];
  /** Annotations of wiring, in the order of the source. */
  readonly connectomes: readonly ConnectomeRow[];
  /** Dissimilarity matrices of the source. */
  readonly rdms: readonly Row<"rdms">[];
  /** Label volumes. */
  readonly volumes: readonly Row<"volumes">[];
  /** Samples that a benchmark lists. */
  readonly volumeSamples: readonly Row<"volume_samples">[];
  readonly quantities: readonly QuantitySummary[];
  readonly findings: readonly Row<"findings">[];
  /** The small tables in memory, the samples from where they are. */
  readonly tables: TableReader;
}

const smallTables: readonly TableName[] = [
  "recordings",
  "channels",
  "events",
  "findings",
  "neurons",
  "connectomes",
  "rdms",
  "volumes",
  "volume_samples",
];

/** Reads the small tables of one dataset and counts. */
export async function summarizeDataset(
  reader: TableReader,
  datasetId: string,
  signal?: AbortSignal,
): Promise<DatasetSummary> {
  const where = { dataset_id: datasetId };
  const batches: TableBatch[] = [];
  for (const table of smallTables.filter((name) => reader.tables.includes(name))) {
    for await (const batch of reader.read(table, { where, ...(signal ? { signal } : {}) })) batches.push(batch);
  }
  const rows = <T extends TableName>(table: T) =>
    batches.flatMap((batch) => (batch.table === table ? [...rowsOf({ ...batch, table })] : []));
  const channels = rows("channels");
  const events = groupBy(rows("events"), ({ recording_id }) => recording_id);
  const byRecording = groupBy(channels, ({ recording_id }) => recording_id);
  const recordings = rows("recordings").map((recording) => {
    const own = byRecording.get(recording.recording_id) ?? [];
    const neurons = own.filter(({ kind }) => kind === "neuron");
    const units = own.filter(({ kind }) => kind === "unit").length;
    const voxels = own.filter(({ kind }) => kind === "voxel").length;
    const ownEvents = events.get(recording.recording_id) ?? [];
    const trains = spikeTrains(ownEvents);
    const spikes = trains.reduce((sum, train) => sum + train.spikes.length, 0);
    return {
      recording,
      neurons: neurons.length,
      named: neurons.filter(({ name }) => name !== null).length,
      units,
      voxels,
      others: own.length - neurons.length - units - voxels,
      spikeTrains: trains.length,
      spikes,
      events: ownEvents.length - spikes,
      countsFrames: countsFrames(own),
    };
  });
  const small = memoryTables(batches, { partition: datasetId });
  const tables: TableReader = {
    tables: reader.tables,
    read: (table, query) => (smallTables.includes(table) ? small : reader).read(table, query),
  };
  const connectomes = tables.tables.includes("connectomes") ? await connectomeRows(tables, { datasetId, signal }) : [];
  const quantities = quantitiesOf(channels);
  const images = { volumes: rows("volumes"), volumeSamples: rows("volume_samples") };
  return { recordings, connectomes, rdms: rows("rdms"), ...images, quantities, findings: rows("findings"), tables };
}

function quantitiesOf(channels: readonly Row<"channels">[]): readonly QuantitySummary[] {
  const groups = groupBy(channels, ({ kind, quantity, unit }) => JSON.stringify([kind, quantity, unit]));
  return [...groups.values()].map((group) => ({
    kind: group[0]!.kind,
    quantity: group[0]!.quantity,
    unit: group[0]!.unit,
    channels: group.length,
    recordings: new Set(group.map(({ recording_id }) => recording_id)).size,
  }));
}
