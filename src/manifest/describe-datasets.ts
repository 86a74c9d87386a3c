import { accessWords, licenceWords, testedOn } from "./manifest-words.js";
import { table } from "./markdown-table.js";
import type { Manifest } from "./schema.js";
import { singleFiles } from "./single-files.js";

/** The page that documents every dataset, in Markdown, derived from the manifests and in their order. */
export function describeDatasets(manifests: readonly Manifest[]): string {
  const intro = [
    "# Datasets",
    "",
    "Made from the manifests in `data-manifests`; do not edit by hand. `npx neuroloom info ID` also shows every file and fact.",
    "",
    ...datasetsTable(manifests, (id) => `[${id}](#${id})`),
  ];
  return `${[...intro, ...manifests.flatMap((manifest) => ["", ...describeDataset(manifest)])].join("\n")}\n`;
}

/** One line per dataset in Markdown: what it is, licence, size, and what its reader was run on. */
export function datasetsTable(
  manifests: readonly Manifest[],
  link: (id: string) => string = (id) => `\`${id}\``,
): readonly string[] {
  const rows = manifests.map((manifest) => [
    link(manifest.id),
    manifest.title,
    manifest.licence.spdx ?? "none stated",
    sizeOf(manifest.files),
    testedOn(manifest),
  ]);
  return table(["dataset", "what", "licence of the data", "files", "reader was run on"], rows);
}

function describeDataset(manifest: Manifest): readonly string[] {
  const { id, title, summary, species, modality, aliases, licence } = manifest;
  const taxon = species?.ncbiTaxon ? ` (NCBI taxon ${species.ncbiTaxon})` : "";
  const sample = manifest.files.filter(({ subset }) => subset === "sample");
  return [
    `## ${id}`,
    "",
    `**${title}**`,
    "",
    summary,
    "",
    `- Also called: ${aliases.join(", ") || "nothing else"}`,
    `- Species: ${species === null ? "unknown" : `${species.label}${taxon}`}; modality: ${modality}`,
    `- Version: source ${manifest.sourceVersion ?? "unknown"}, our reading ${manifest.derivedVersion}`,
    `- Licence of the data: ${licenceWords(manifest)}`,
    `- May be passed on: ${licence.redistribution}`,
    `- Access: ${accessWords(manifest)}`,
    `- Files: ${sizeOf(manifest.files)}${sample.length > 0 ? `; the sample: ${sizeOf(sample)}` : ""}`,
    `- Reader was run on: ${testedOn(manifest)}; ${manifest.expected.length} expected facts are checked`,
    `- Tables: ${manifest.tables.map((name) => `[${name}](tables.md#${name})`).join(", ")}`,
    ...section("Trace quantities", quantities(manifest)),
    ...section(
      "Caveats",
      manifest.caveats.map((caveat) => `- ${caveat.id}: ${caveat.text}`),
    ),
    ...section(
      "Cite",
      manifest.citations.map(({ role, text, doi, url }) => `- ${role}: ${text}${addressOf(text, doi, url)}`),
    ),
  ];
}

function quantities({ quantities }: Manifest): readonly string[] {
  if (quantities.length === 0) return [];
  const rows = quantities.map(({ name, unit, description }) => [`\`${name}\``, unit ?? "", description]);
  return ["The first is read unless another is asked for.", "", ...table(["quantity", "unit", "meaning"], rows)];
}

function addressOf(text: string, doi: string | null, url: string | null): string {
  const address = doi === null ? url : `https://doi.org/${doi}`;
  return address === null || text.includes(address) ? "" : ` <${address}>`;
}

function sizeOf(files: Manifest["files"]): string {
  const sizes = files.flatMap(singleFiles).map(({ bytes }) => bytes);
  if (sizes.length === 0) return "none";
  const total = sizes.includes(null) ? "size unknown" : `${megabytes(sizes.reduce<number>((a, b) => a + b!, 0))} MB`;
  return `${sizes.length} ${sizes.length === 1 ? "file" : "files"}, ${total}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines];
}
