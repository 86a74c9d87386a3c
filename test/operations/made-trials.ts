import { batchOf, rowCount, type TableBatch } from "../../src/tables/batch.js";

/** A tone of 100 Hz, sampled at 1 kHz. */
export interface MadeTone {
  readonly id: string;
  readonly amplitude: number;
  /** Times a second that the tone comes and goes. Default: it stays. */
  readonly pulsesHz?: number;
  readonly durationS?: number;
  /** Onset, label and trial of spikes. */
  readonly spikes?: readonly (readonly [number, string | null, string | null])[];
}

/** Recordings of a tone with the spikes of trials. */
export function madeTrials(tones: readonly MadeTone[]): TableBatch[] {
  return tones.flatMap(({ id, amplitude, pulsesHz = 0, durationS = 1, spikes = [] }) => {
    const count = durationS * 1000;
    const envelope = (k: number) => (1 + Math.cos(2 * Math.PI * pulsesHz * (k / 1000))) / 2;
    const tone = (k: number) => amplitude * envelope(k) * Math.cos(2 * Math.PI * 0.1 * k);
    const values = Float32Array.from({ length: count }, (_, k) => tone(k));
    const recording = {
      ...{ recording_id: id, modality: "spike-times", sampling_rate_hz: 1000, n_samples: count, n_channels: 1 },
      ...{ duration_s: durationS, source_file: `${id}.wav` },
    };
    const channel = {
      ...{ recording_id: id, channel_index: 0, kind: "stimulus", name: "sound", quantity: "sound", unit: "1" },
      ...{ clock: "main", sampling_rate_hz: 1000, status: "good" },
    };
    const events = [...spikes]
      .sort(([a], [b]) => a - b)
      .map(([onset_s, label, sequence_id], event_index) => ({
        ...{ recording_id: id, event_index, onset_s, kind: "spike", label, sequence_id },
      }));
    return [
      batchOf("recordings", [recording]),
      batchOf("channels", [channel]),
      batchOf("signals", [{ recording_id: id, channel_index: 0, chunk_index: 0, start_sample: 0, start_s: 0, values }]),
      ...(events.length > 0 ? [batchOf("events", events)] : []),
    ];
  });
}

/** The tables of a result as a folder holds them, under the name of their analysis. */
export function asAnalysis(batches: readonly TableBatch[], analysis: string): TableBatch[] {
  return batches.map((batch) => ({
    ...batch,
    columns: { analysis_id: new Array<string>(rowCount(batch)).fill(analysis), ...batch.columns },
  }));
}
