import type { Row } from "../tables.js";
import type { ProblemList } from "./problem.js";
import { type RdmLinks, rdmLinks } from "./rdm-links.js";
import { type WiringLinks, wiringLinks } from "./wiring-links.js";

type In<T extends "recordings" | "channels" | "clocks" | "signals" | "events" | "findings"> = Row<T> & {
  readonly dataset_id: string;
};

/** Watches the rows of tables that belong together; call the parts in the order of the fields. */
export interface Links extends WiringLinks, RdmLinks {
  recordings(row: In<"recordings">, at: number): void;
  channels(row: In<"channels">, at: number): void;
  clocks(row: In<"clocks">, at: number): void;
  signals(row: In<"signals">, at: number): void;
  events(row: In<"events">, at: number): void;
  findings(row: In<"findings">, at: number): void;
}

interface Run {
  chunks: number;
  samples: number;
  last: number;
}

interface KnownChannel extends Run {
  readonly name: string;
  readonly clock: string;
  readonly isMain: boolean;
}

interface KnownRecording {
  readonly row: In<"recordings">;
  readonly at: number;
  readonly channels: Map<number, KnownChannel>;
  readonly clocks: Map<string, Run>;
  mainClock: string | undefined;
  lastOnset: number;
}

const mainKinds: readonly string[] = ["neuron", "unit", "sensor", "voxel"];

/** Checks that rows refer to rows that exist, that chunks follow each other, and that counts agree. */
export function links(problems: ProblemList): Links {
  const recordings = new Map<string, KnownRecording>();
  const wiring = wiringLinks(problems);
  const dissimilarities = rdmLinks(problems);
  const recordingOf = (table: string, row: { dataset_id: string; recording_id: string }, at: number) => {
    const known = recordings.get(idOf(row));
    const rule = "has to be a recording of the recordings table";
    if (!known) problems.add({ table, column: "recording_id", row: at, rule, found: row.recording_id });
    return known;
  };
  const checkRun = (table: string, run: Run, chunk: { index: number; start: number; length: number }, at: number) => {
    if (chunk.index !== run.chunks) {
      const rule = `has to be ${run.chunks}: chunks follow each other, each once`;
      problems.add({ table, column: "chunk_index", row: at, rule, found: String(chunk.index) });
    } else if (chunk.start !== run.samples) {
      const rule = `has to be ${run.samples}, where the chunk before ends`;
      problems.add({ table, column: "start_sample", row: at, rule, found: String(chunk.start) });
    }
    run.chunks = Math.max(run.chunks, chunk.index + 1);
    run.samples = Math.max(run.samples, chunk.start + chunk.length);
  };
  return {
    ...wiring,
    ...dissimilarities,
    recordings(row, at) {
      const empty = { channels: new Map(), clocks: new Map(), mainClock: undefined };
      recordings.set(idOf(row), { row, at, ...empty, lastOnset: Number.NEGATIVE_INFINITY });
    },
    channels(row, at) {
      const recording = recordingOf("channels", row, at);
      if (!recording) return;
      const isMain = mainKinds.includes(row.kind);
      if (isMain) recording.mainClock ??= row.clock;
      const name = `channel ${row.channel_index} of ${row.recording_id}`;
      recording.channels.set(row.channel_index, { name, clock: row.clock, isMain, ...newRun() });
    },
    clocks(row, at) {
      const recording = recordingOf("clocks", row, at);
      if (!recording) return;
      const run = recording.clocks.get(row.clock) ?? newRun();
      recording.clocks.set(row.clock, run);
      checkRun("clocks", run, { index: row.chunk_index, start: row.start_sample, length: row.time_s.length }, at);
      for (const time of row.time_s) {
        if (!(time >= run.last)) {
          const rule = "never falls, and every stamp is there";
          problems.add({ table: "clocks", column: "time_s", row: at, rule, found: `${time} after ${run.last}` });
          break;
        }
        run.last = time;
      }
    },
    signals(row, at) {
      const recording = recordingOf("signals", row, at);
      const channel = recording?.channels.get(row.channel_index);
      const rule = "has to be a channel of the channels table";
      const found = `${row.channel_index} of ${row.recording_id}`;
      if (recording && !channel) problems.add({ table: "signals", column: "channel_index", row: at, rule, found });
      if (!channel) return;
      checkRun("signals", channel, { index: row.chunk_index, start: row.start_sample, length: row.values.length }, at);
      if (!(row.start_s >= channel.last)) {
        const falls = "never falls from chunk to chunk";
        problems.add({ table: "signals", column: "start_s", row: at, rule: falls, found: String(row.start_s) });
      }
      channel.last = row.start_s;
    },
    events(row, at) {
      const recording = recordingOf("events", row, at);
      if (!recording) return;
      if (row.onset_s < recording.lastOnset) {
        const rule = "never falls within a recording";
        problems.add({ table: "events", column: "onset_s", row: at, rule, found: String(row.onset_s) });
      }
      recording.lastOnset = row.onset_s;
    },
    findings(row, at) {
      if (row.recording_id !== null) recordingOf("findings", { ...row, recording_id: row.recording_id }, at);
    },
    finish() {
      for (const recording of recordings.values()) compareCounts(recording, problems);
      wiring.finish();
      dissimilarities.finish();
    },
  };
}

function compareCounts({ row, at, channels, clocks, mainClock }: KnownRecording, problems: ProblemList): void {
  if (channels.size > 0 && row.n_channels !== channels.size) {
    const rule = "has to be the number of its rows in channels";
    const found = `${row.n_channels}, not ${channels.size}`;
    problems.add({ table: "recordings", column: "n_channels", row: at, rule, found });
  }
  for (const channel of channels.values()) {
    if (channel.chunks === 0) continue;
    const clock = clocks.get(channel.clock);
    const expected = clock?.samples ?? (channel.clock === mainClock ? row.n_samples : undefined);
    if (expected !== undefined && channel.samples !== expected) {
      const rule = clock ? "has as many samples as its clock has stamps" : "has as many samples as its recording";
      const found = `${channel.samples} in ${channel.name}, not ${expected}`;
      problems.add({ table: "signals", column: "values", rule, found });
    }
  }
  const stamps = mainClock === undefined ? undefined : clocks.get(mainClock)?.samples;
  if (stamps !== undefined && stamps !== row.n_samples) {
    const rule = "has to be the number of stamps of the main clock";
    problems.add({ table: "recordings", column: "n_samples", row: at, rule, found: `${row.n_samples}, not ${stamps}` });
  }
}

function newRun(): Run {
  return { chunks: 0, samples: 0, last: Number.NEGATIVE_INFINITY };
}

function idOf({ dataset_id, recording_id }: { dataset_id: string; recording_id: string }): string {
  return `${dataset_id}\u0000${recording_id}`;
}
