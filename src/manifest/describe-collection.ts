import { testedOn } from "./manifest-words.js";
import { table } from "./markdown-table.js";
import type { Manifest } from "./schema.js";

type Collected = Manifest & { readonly collection: NonNullable<Manifest["collection"]> };

/**
 * The page that compares the sources of worm activity, in Markdown, derived from the `collection` section of the
 * manifests and in their order: what each records, in which unit and rate, what is read of it, and what the published
 * collection took and dropped.
 */
export function describeCollection(manifests: readonly Manifest[]): string {
  const sources = manifests.filter((manifest): manifest is Collected => manifest.collection !== undefined);
  return `${[
    "# Worm recordings, source by source",
    "",
    "Made from the manifests in `data-manifests`; do not edit by hand. What no source states is called unknown.",
    "",
    "## What each source records and what is read of it",
    "",
    ...table(
      ["source", "records", "rate", "quantities (first is the default)", "read", "reader was run on"],
      sources.map(recorded),
    ),
    "",
    "## What the published collection took of it",
    "",
    "Counts are those of the published collection: recordings, and its mean numbers of labelled and of all neurons, both truncated.",
    "[The published mode](published-mode.md) makes the same tables again, with the same losses.",
    "",
    ...table(
      [
        "source",
        "its name there",
        "recordings",
        "labelled, all",
        "taken as original",
        "names",
        "gaps filled",
        "dropped or changed",
      ],
      sources.flatMap(taken),
    ),
  ].join("\n")}\n`;
}

function recorded(manifest: Collected): readonly string[] {
  const { id, quantities, collection } = manifest;
  const units = quantities.map(({ name, unit }) => `\`${name}\` (${unit ?? "unit unknown"})`).join(", ");
  const rate = collection.nativeRate ?? "unknown";
  return [`[${id}](datasets.md#${id})`, collection.records, rate, units, collection.reads, testedOn(manifest)];
}

function taken({ id, collection: { published } }: Collected): readonly (readonly string[])[] {
  if (published === null) return [[id, "not in it", "", "", "", "", "", ""]];
  const { sourceDataset, worms, meanLabelled, meanRecorded, quantity, naming, imputes, dropped } = published;
  const count = (value: number | null) => (value === null ? "unknown" : String(value));
  const means = `${count(meanLabelled)}, ${count(meanRecorded)}`;
  return [[id, sourceDataset, count(worms), means, quantity, namings[naming], imputes ? "yes" : "no", dropped]];
}

const namings = {
  plain: "as labelled",
  "nearest-label": "forced onto the nearest name",
  "class-to-left-then-right": "class names become left, then right",
} as const;
