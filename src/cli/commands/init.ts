import type { Guess, InferredRecording } from "../../datasets/own/infer/guess.js";
import { type Command, exitCode, type Session } from "../command.js";
import { textOption } from "../text-option.js";

export const initCommand: Command = {
  name: "init",
  summary: "ask files of your own what they hold, and write a manifest that prepare reads",
  arguments: [
    {
      name: "<file...>",
      description: "CSV, TSV, NPY, NPZ, MAT, NWB or HDF5 files with traces, zips of them, or NIfTI volumes",
    },
  ],
  options: [
    { flags: "--out <file>", description: "the manifest to write, beside the data or above", default: "my-lab.yaml" },
    { flags: "--labels <file>", description: "a text file with a label per line, for files without labels" },
    { flags: "--mask <file>", description: "a NIfTI image; only voxels that are not 0 in it are read" },
    { flags: "--force", description: "write over a manifest that is there" },
  ],
  examples: [
    "npx neuroloom init worm1.csv worm2.csv --out my-lab.yaml",
    "npx neuroloom init worm1.csv --out one-worm.yaml --json",
    "npx neuroloom init worm1.csv worm2.csv --out my-lab.yaml --force",
  ],
  async run([given], options, session) {
    const { initManifest } = await import("../../node/init-manifest.js");
    const out = textOption(options, "out") ?? "my-lab.yaml";
    const { dryRun, json } = session.options;
    const { text, recordings, failures } = await initManifest([given ?? []].flat(), {
      out,
      labels: textOption(options, "labels"),
      mask: textOption(options, "mask"),
      force: options.force === true,
      dryRun,
      signal: session.signal,
    });
    const failed = failures.map(({ item, error }) => ({ item, tag: error.tag, message: error.message }));
    if (json) {
      const found = recordings.map((recording) => ({
        recording: recording.id,
        file: recording.file,
        ...(recording.member === undefined ? {} : { member: recording.member }),
        traces: recording.neurons,
        samples: recording.samples,
        guesses: linesOf(recording),
        notes: recording.notes,
      }));
      session.printJson({ manifest: out, written: !dryRun, recordings: found, failures: failed });
    } else if (dryRun) session.print(text.trimEnd());
    else tell(out, recordings, session);
    for (const { item, message } of json ? [] : failed) session.print(`not understood: ${item}: ${message}`);
    const first = firstMissing(recordings);
    const then = `neuroloom prepare ${out} --out out`;
    session.note(first === undefined ? `next: ${then}` : `next: fill in ${first} in ${out}, then ${then}`);
    return failures.length === 0 ? exitCode.good : exitCode.someFailed;
  },
};

type Found = InferredRecording & { readonly id: string };

function tell(out: string, recordings: readonly Found[], { print }: Session): void {
  print(`${out}: ${recordings.length} ${recordings.length === 1 ? "recording" : "recordings"}`);
  for (const recording of recordings) {
    print(`${recording.id}: ${recording.neurons} traces of ${recording.samples} samples`);
    const lines = linesOf(recording);
    for (const { line, value, sure, why } of lines) {
      print(`  ${sure.padEnd(8)}${line}${value === null ? "" : `: ${JSON.stringify(value)}`} (${why})`);
    }
    for (const note of recording.notes) print(`  note    ${note}`);
  }
}

/** The guesses of a recording, one after the other, each with its place in the manifest. */
function linesOf(recording: Found) {
  const named = (part: string, guesses: readonly Guess[]) =>
    guesses.map(({ key, value, sure, why }) => ({ line: `${part}.${key}`, value, sure, why }));
  return [
    ...named("table", recording.table),
    ...named("time", recording.time),
    ...named("traces", recording.traces),
    ...named("labels", recording.labels),
    ...recording.behaviour.flatMap((one, index) => named(`behaviour[${index}]`, one)),
    ...(recording.image?.mask ? [recording.image.mask].map(({ key, ...rest }) => ({ line: key, ...rest })) : []),
    ...(recording.image?.about ?? []).map(({ key, ...rest }) => ({ line: key, ...rest })),
    ...named("events", recording.image?.events ?? []),
  ];
}

/** The first line without which nothing can be prepared. */
function firstMissing(recordings: readonly Found[]): string | undefined {
  const keys = recordings.flatMap(({ time }) => time.filter(({ value }) => value === null).map(({ key }) => key));
  return keys[0] === undefined ? undefined : `time.${keys[0]}`;
}
