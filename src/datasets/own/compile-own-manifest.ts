import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { OwnManifest } from "./own-manifest.js";
import { recordingIdOf, recordingLayout } from "./recording-layout.js";

/** A file that a small manifest names, as it is on disk. */
export interface OwnFile {
  /** Below the folder of the manifest. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const wormTaxon = 6239;
const isWorm = (species: string | null) => species !== null && /^(c\.|caenorhabditis) ?elegans$/i.test(species.trim());

/** Where a file of an own dataset stands among the paths of all manifests. */
export function ownPath(id: string, path: string): string {
  return `own/${id}/${path}`;
}

/** The paths that a small manifest names, each once: files of recordings, labels, events and masks. */
export function ownFilePaths(own: OwnManifest): readonly string[] {
  const paths = own.recordings.flatMap((recording) => {
    const { labels, events, mask } = recordingLayout(own, recording);
    return [recording.file, labels?.file, events?.file, mask].filter((path) => path != null);
  });
  return [...new Set(paths)];
}

/**
 * The full manifest that a small one stands for. The small one itself is its fact `own`, which the reader goes by.
 *
 * @param files the files of {@link ownFilePaths}
 */
export function compileOwnManifest(own: OwnManifest, files: readonly OwnFile[]): Manifest {
  const { id, species, licence, citation, recordings } = own;
  const title = own.title ?? id;
  return {
    schemaVersion: 1,
    id,
    aliases: [],
    title,
    summary: `Own files: ${recordings.length} ${recordings.length === 1 ? "recording" : "recordings"}.`,
    keywords: [],
    species: species === null ? null : { label: species, ncbiTaxon: isWorm(species) ? wormTaxon : null },
    modality: own.modality,
    sourceVersion: null,
    derivedVersion: "1.0.0",
    citations: citation === null ? [] : [{ role: "data", text: citation, doi: null, url: null, bibtex: null }],
    licence: {
      spdx: licence,
      statement: licence === null ? "None stated." : "As the manifest states it.",
      url: null,
      redistribution: "unknown",
    },
    access: { kind: "open", howTo: "The files lie in the folder of the manifest." },
    files: files.map((file) => fileEntry(own, file, files)),
    facts: { own: { value: own, source: "The manifest of these files, by those who have them." } },
    tables: ["recordings", "channels", "signals", "clocks", "events", "findings"],
    identities: isWorm(species)
      ? { scheme: "names of C. elegans neurons", unresolved: "The label is kept, the name is null." }
      : null,
    quantities: quantitiesOf(own),
    expected: own.expected,
    caveats: [],
    tested: "none",
  };
}

/** A file of one recording belongs to it, so that `--only` can choose it; one of several is opened for any of them. */
function fileEntry(own: OwnManifest, { path, bytes, sha256 }: OwnFile, files: readonly OwnFile[]): ManifestFile {
  const held = own.recordings.filter(({ file }) => file === path);
  const role = held.length === 0 ? "support" : held.length === 1 ? "recording" : "recordings";
  const group = held.length === 1 ? { group: { subject: recordingIdOf(held[0]!), session: null } } : {};
  const first = files.find((file) => own.recordings.some((recording) => recording.file === file.path));
  return {
    path: ownPath(own.id, path),
    urls: [],
    bytes,
    sha256: [sha256],
    mediaType: "application/octet-stream",
    subset: held.length === 0 || path === first?.path ? "sample" : "full",
    ...group,
    role,
    origin: null,
  };
}

/** What the manifest calls the numbers where it does not say. */
export const unstatedQuantity = "unstated";

function quantitiesOf(own: OwnManifest): Manifest["quantities"] {
  const found = new Map<string, string | null>();
  for (const recording of own.recordings) {
    const { quantity, unit } = recordingLayout(own, recording).traces;
    const known = quantity ?? unstatedQuantity;
    if (!found.has(known)) found.set(known, unit ?? null);
  }
  return [...found].map(([name, unit]) => ({
    name,
    unit,
    description:
      name === unstatedQuantity ? "The manifest does not say what the numbers are." : "As the manifest names it.",
  }));
}
