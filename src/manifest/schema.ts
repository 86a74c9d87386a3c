import * as z from "zod/mini";
import { checkSchema } from "../tables/check.js";

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, "expected 64 lower-case hexadecimal digits"));
const relativePath = z
  .string()
  .check(z.regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\0]+$/, "expected a relative path with / and without .."));
const webAddress = z.string().check(z.regex(/^https?:\/\//, "expected an http or https address"));

/** One file of a folder that is listed as a whole. */
const member = z.strictObject({ path: relativePath, bytes: z.nullable(z.number()), sha256: z.array(sha256) });

/** One file to have, or a folder of many small ones. */
export const manifestFileSchema = z.strictObject({
  /** Below the data folder; the same in a mirror, in the cache and in `recordings.source_file`. */
  path: relativePath,
  /** Where to get it, in the order to try. Empty where no address is known. */
  urls: z.array(webAddress),
  bytes: z.nullable(z.number()),
  /** All hashes that are accepted; empty where none is known: the first download then fixes it in the lock file. */
  sha256: z.array(sha256),
  mediaType: z.string(),
  /** `sample` files are few and small and come first; `full` is everything. */
  subset: z.enum(["sample", "full"]),
  group: z.optional(z.strictObject({ subject: z.nullable(z.string()), session: z.nullable(z.string()) })),
  /** What the file is for the reader, for example `recording` or `labels`. */
  role: z.string(),
  /** True for a file that others made from the original. */
  derived: z.optional(z.boolean()),
  origin: z.nullable(z.string()),
  note: z.optional(z.string()),
  /** Set when `path` is a folder: its files, paths below it. */
  members: z.optional(z.array(member)),
  /** The same for folders of very many files: a text beside the manifest, a line per file; reading it gives `members`. */
  memberList: z.optional(relativePath),
  /** Set when `path` is a folder whose files are known only by how they are named; `*` stands for any characters. */
  pattern: z.optional(z.string()),
});

/** What the published homogenized collection took of a source. */
const published = z.strictObject({
  /** Name of the source in the collection. */
  sourceDataset: z.string(),
  /** Recordings that it counts, and its mean numbers of labelled and of all neurons, truncated; null where unknown. */
  worms: z.nullable(z.number()),
  meanLabelled: z.nullable(z.number()),
  meanRecorded: z.nullable(z.number()),
  /** What it calls the original calcium data of this source. */
  quantity: z.string(),
  /** How it makes names of labels. */
  naming: z.enum(["plain", "nearest-label", "class-to-left-then-right"]),
  /** Whether it fills missing samples from other neurons before anything else. */
  imputes: z.boolean(),
  /** What it dropped or changed, in words. */
  dropped: z.string(),
});

/** What a source of the collection records, for the page that compares all of them. */
const collection = z.strictObject({
  records: z.string(),
  /** Null where unknown. */
  nativeRate: z.nullable(z.string()),
  /** What our reader takes. */
  reads: z.string(),
  /** Null for sources that are not in the published collection. */
  published: z.nullable(published),
});

/** The manifest of one dataset: everything about it that is data and not code. */
export const manifestSchema = z.strictObject({
  $schema: z.optional(z.string()),
  schemaVersion: z.literal(1),
  /** BibTeX key, lower case. */
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, "expected a lower-case key")),
  aliases: z.array(z.string()),
  title: z.string(),
  summary: z.string(),
  keywords: z.array(z.string()),
  species: z.nullable(z.strictObject({ label: z.string(), ncbiTaxon: z.nullable(z.number()) })),
  modality: z.string(),
  /** What the authors published, and which edition of our reading of it this is (semver). */
  sourceVersion: z.nullable(z.string()),
  derivedVersion: z.string(),
  citations: z.array(
    z.strictObject({
      role: z.enum(["paper", "data", "code"]),
      text: z.string(),
      doi: z.nullable(z.string()),
      url: z.nullable(webAddress),
      bibtex: z.nullable(z.string()),
    }),
  ),
  licence: z.strictObject({
    spdx: z.nullable(z.string()),
    statement: z.string(),
    url: z.nullable(webAddress),
    redistribution: z.enum(["yes", "no", "unknown"]),
  }),
  access: z.strictObject({ kind: z.enum(["open", "registration", "agreement"]), howTo: z.nullable(z.string()) }),
  files: z.array(manifestFileSchema),
  /** What no file carries, such as which column is which neuron. */
  facts: z.record(z.string(), z.strictObject({ value: z.unknown(), source: z.string() })),
  tables: z.array(z.string()),
  identities: z.nullable(z.strictObject({ scheme: z.string(), unresolved: z.string() })),
  /** The trace quantities the source holds; the first is read unless another is asked for. */
  quantities: z.array(z.strictObject({ name: z.string(), unit: z.nullable(z.string()), description: z.string() })),
  expected: z.array(checkSchema),
  caveats: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  /** What the reader was run on: original files, an export that others made, or nothing real yet. */
  tested: z.enum(["original", "export", "none"]),
  /** Set for recordings of worm activity: source by source, what there is and what became of it. */
  collection: z.optional(collection),
});

/** Everything about one dataset that is data and not code, as {@link manifestSchema} describes it. */
export type Manifest = z.infer<typeof manifestSchema>;
/** One file of a manifest, or a folder of many small ones. */
export type ManifestFile = z.infer<typeof manifestFileSchema>;
