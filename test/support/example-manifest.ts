import { createHash } from "node:crypto";
import type { Manifest, ManifestFile } from "../../src/manifest/schema.js";

/** The bytes of a file that tests fetch: 64 KiB of a pattern without repeats. */
export function exampleBytes(length = 65_536, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = (Math.imul(seed, 0x9e3779b1) | 1) >>> 0;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

/** SHA-256 in hexadecimal digits. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** One file entry; what is not given is a recording of 3 bytes without an address. */
export function exampleFile(fields: Partial<ManifestFile> & { readonly path: string }): ManifestFile {
  return {
    urls: [],
    bytes: null,
    sha256: [],
    mediaType: "application/x-hdf5",
    subset: "sample",
    role: "recording",
    origin: null,
    ...fields,
  };
}

/** A small valid manifest. */
export function exampleManifest(fields: Partial<Manifest> = {}): Manifest {
  return {
    schemaVersion: 1,
    id: "example2020",
    aliases: ["example"],
    title: "Whole-brain imaging of an example",
    summary: "Two recordings that exist only in tests.",
    keywords: ["test"],
    species: { label: "Caenorhabditis elegans", ncbiTaxon: 6239 },
    modality: "calcium imaging",
    sourceVersion: null,
    derivedVersion: "1.0.0",
    citations: [{ role: "paper", text: "Example A. (2020) An example.", doi: "10.1000/xyz", url: null, bibtex: null }],
    licence: { spdx: "CC-BY-4.0", statement: "CC BY 4.0", url: null, redistribution: "yes" },
    access: { kind: "open", howTo: null },
    files: [],
    facts: {},
    tables: ["recordings", "channels"],
    identities: null,
    quantities: [{ name: "ratio", unit: null, description: "GCaMP over mCherry." }],
    expected: [{ table: "recordings", equals: 2, source: "made up for tests" }],
    caveats: [{ id: "not-real", text: "The data are made up." }],
    tested: "none",
    ...fields,
  };
}
