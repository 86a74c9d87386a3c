import type {
  OwnBehaviour,
  OwnEvents,
  OwnLabels,
  OwnManifest,
  OwnRecording,
  OwnTable,
  OwnTime,
  OwnTraces,
} from "./own-manifest.js";
import { plainTable } from "./own-manifest.js";

/** How one recording lies in its file: what it says itself, else what the manifest says of all. */
export interface RecordingLayout {
  readonly table: OwnTable;
  readonly time: OwnTime;
  readonly traces: OwnTraces;
  readonly labels: OwnLabels | null;
  readonly behaviour: readonly OwnBehaviour[];
  readonly events: OwnEvents | null;
  /** Of images: the file of the mask. */
  readonly mask: string | null;
}

/** The layout of a recording; each part is taken whole, from the recording or from the manifest. */
export function recordingLayout(manifest: OwnManifest, recording: OwnRecording): RecordingLayout {
  const part = <K extends keyof RecordingLayout>(key: K) =>
    recording[key] === undefined ? manifest[key] : recording[key];
  return {
    table: part("table") ?? plainTable,
    time: part("time") ?? {},
    traces: part("traces") ?? { orientation: "columns" },
    labels: part("labels") ?? null,
    behaviour: part("behaviour") ?? [],
    events: part("events") ?? null,
    mask: part("mask") ?? null,
  };
}

/** The id of a recording: its own, or the name of its file, or of the member of an archive, without the ending. */
export function recordingIdOf({ id, file, member }: Pick<OwnRecording, "id" | "file" | "member">): string {
  if (id !== undefined) return id;
  const [name] = (member ?? file).split("/").slice(-1);
  return name!.replace(/(?<=.)(\.nii\.gz|\.[^.]*)$/i, "");
}

/** Files that are tables of text; all others hold arrays, or volumes. */
export function isTableFile({ file, member }: Pick<OwnRecording, "file" | "member">): boolean {
  return /\.(csv|tsv|txt)$/i.test(member ?? file);
}

/** NIfTI files, which hold a series of volumes. */
export function isImageFile({ file }: Pick<OwnRecording, "file">): boolean {
  return /\.nii(\.gz)?$/i.test(file);
}
