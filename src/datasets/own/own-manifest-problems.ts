import { checkProblems } from "../../tables/check-problems.js";
import type { OwnManifest, OwnRecording } from "./own-manifest.js";
import { isImageFile, isTableFile, type RecordingLayout, recordingIdOf, recordingLayout } from "./recording-layout.js";

/** What a small manifest that follows its schema still gets wrong, each problem with its place. */
export function ownManifestProblems(manifest: OwnManifest): readonly string[] {
  const ids = manifest.recordings.map(recordingIdOf);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [
    ...[...twice].map((id) => `recordings: "${id}" stands twice; give each recording an id of its own`),
    ...manifest.recordings.flatMap((recording, index) => {
      const place = `recordings[${index}] (${recording.member ?? recording.file})`;
      return layoutProblems(recording, recordingLayout(manifest, recording)).map((problem) => `${place}: ${problem}`);
    }),
    ...manifest.expected.flatMap((check, index) =>
      checkProblems(check).map((problem) => `expected[${index}].${problem}`),
    ),
  ];
}

function layoutProblems(recording: OwnRecording, layout: RecordingLayout): readonly string[] {
  const isArchive = /\.zip$/i.test(recording.file);
  if (isArchive && recording.member === undefined) return ["member: name the file inside of the archive"];
  if (!isArchive && recording.member !== undefined) return ["member: only a .zip archive has members"];
  if (recording.member !== undefined && isImageFile({ file: recording.member })) {
    return ["member: NIfTI files are not read from archives; unpack it"];
  }
  if (isImageFile(recording)) return imageProblems(layout);
  if (layout.mask !== null) return ["mask: is for NIfTI files; say mask: null"];
  const problems = isTableFile(recording) ? tableProblems(layout) : arrayProblems(recording, layout);
  return [...timeProblems(layout), ...problems, ...labelProblems(layout)];
}

/** Volumes have no columns, variables and labels; their header has the time. */
function imageProblems({ time, traces, labels, behaviour }: RecordingLayout): readonly string[] {
  const named: readonly (readonly [string, readonly unknown[], string])[] = [
    ["time", [time.column, time.variable, time.header, time.unit], "give step_s or rate_hz, or neither"],
    ["time", time.rate_hz != null ? [time.step_s ?? undefined] : [], "rate_hz and step_s say the same; give one"],
    ["traces", [traces.variable, traces.columns, traces.except, traces.first_column], "give quantity and unit alone"],
    ["labels", [labels ?? undefined], "voxels have none; say labels: null"],
    ["behaviour", behaviour, "volumes have none; say behaviour: []"],
  ];
  return named.flatMap(([part, given, next]) =>
    given.some((one) => one !== undefined) ? [`${part}: of a NIfTI file, ${next}`] : [],
  );
}

function timeProblems({ time }: RecordingLayout): readonly string[] {
  const stamps = [time.column, time.variable, time.header].filter((given) => given !== undefined).length;
  if (stamps > 1) return ["time: stamps come from one of column, variable, header, and more are given"];
  if (time.rate_hz != null && time.step_s != null) return ["time: rate_hz and step_s say the same; give one"];
  const hasRate = time.rate_hz != null || time.step_s != null;
  const next = "fill in rate_hz, the samples per second";
  if (time.unit === null) return ["time.unit: is not filled in; s, ms or min, or frame with rate_hz"];
  if (stamps === 0 && !hasRate) return [`time: no stamps are named and no rate is known; ${next}`];
  if (time.unit === "frame" && !hasRate) return [`time: frames are counted, and no rate is known; ${next}`];
  if (stamps === 1 && time.unit !== "frame" && hasRate)
    return ["time: stamps and a rate are given; leave the rate out, or say that the stamps count frames (unit: frame)"];
  return [];
}

function tableProblems({ time, traces, labels, behaviour, table }: RecordingLayout): readonly string[] {
  const rows = traces.orientation === "rows";
  const named: readonly (readonly [boolean, string])[] = [
    [time.variable !== undefined, "time.variable: a table has columns, no variables"],
    [traces.variable !== undefined, "traces.variable: a table has columns, no variables"],
    [labels?.variable !== undefined, "labels.variable: a table has columns, no variables"],
    [rows && time.column !== undefined, "time.column: with a neuron per row, stamps stand in the header"],
    [!rows && time.header !== undefined, "time.header: with a neuron per column, stamps stand in a column"],
    [time.header === true && !table.header, "time.header: the table has no header (table.header is false)"],
    [rows && traces.columns !== undefined, "traces.columns: with a neuron per row, give first_column"],
    [!rows && traces.first_column !== undefined, "traces.first_column: with a neuron per column, give columns"],
    [rows && labels?.header !== undefined, "labels.header: with a neuron per row, labels stand in a column"],
    [
      !rows && labels?.column !== undefined && labels.file === undefined,
      "labels.column: with a neuron per column, labels stand in the header",
    ],
    [
      !rows && labels?.header === true && !table.header,
      "labels.header: the table has no header (table.header is false)",
    ],
  ];
  const wanted = rows ? "row" : "column";
  return [
    ...named.flatMap(([isWrong, words]) => (isWrong ? [words] : [])),
    ...behaviour.flatMap((one, index) =>
      one[wanted] !== undefined && sources(one) === 1
        ? []
        : [`behaviour[${index}]: give its ${wanted}, and nothing else`],
    ),
  ];
}

function arrayProblems(recording: OwnRecording, layout: RecordingLayout): readonly string[] {
  const { time, traces, labels, behaviour } = layout;
  const isSingle = /\.npy$/i.test(recording.member ?? recording.file);
  const named: readonly (readonly [boolean, string])[] = [
    [
      time.column !== undefined || time.header !== undefined,
      "time: a file of arrays has no columns; give its variable, or rate_hz",
    ],
    [isSingle && time.variable !== undefined, "time.variable: an NPY file holds one array; give rate_hz"],
    [!isSingle && traces.variable === undefined, "traces.variable: name the array that holds the traces"],
    [
      traces.columns !== undefined || traces.first_column !== undefined,
      "traces: columns are of tables; an array is read whole",
    ],
    [traces.except !== undefined, "traces.except: is for tables; an array is read whole"],
    [labels?.header !== undefined, "labels.header: an array has no header"],
    [labels?.column !== undefined && labels.file === undefined, "labels.column: needs the file that has it"],
    [isSingle && labels?.variable !== undefined, "labels.variable: an NPY file holds one array; give a file of labels"],
  ];
  return [
    ...named.flatMap(([isWrong, words]) => (isWrong ? [words] : [])),
    ...behaviour.flatMap((one, index) =>
      one.variable !== undefined && sources(one) === 1
        ? []
        : [`behaviour[${index}]: give its variable, and nothing else`],
    ),
  ];
}

function labelProblems({ labels }: RecordingLayout): readonly string[] {
  if (labels === null) return [];
  const { header, column, variable, file, names } = labels;
  const given = [header, variable, file ?? column, names].filter((one) => one !== undefined).length;
  if (given === 1) return [];
  return [`labels: they come from one of header, column, variable, file, names; ${given} are given`];
}

function sources({ column, row, variable }: RecordingLayout["behaviour"][number]): number {
  return [column, row, variable].filter((given) => given !== undefined).length;
}
