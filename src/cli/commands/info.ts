import { type Annotation, annotationsOf } from "../../datasets/connectome/annotation.js";
import { applicableChecks } from "../../manifest/applicable-checks.js";
import { accessWords, licenceWords, testedOn } from "../../manifest/manifest-words.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { Manifest } from "../../manifest/schema.js";
import type { DataStore } from "../../node/data-store.js";
import type { LocatedFile } from "../../node/locate-file.js";
import type { Check } from "../../tables/check.js";
import { checkTitle } from "../../tables/check-title.js";
import { byteSum } from "../byte-sum.js";
import { type Command, exitCode } from "../command.js";
import { filesTogether } from "../files-together.js";
import { isOutOfReach, placeWords } from "../place-words.js";
import { sessionStore } from "../session-store.js";
import { textOption } from "../text-option.js";
import { textTable } from "../text-table.js";

export const infoCommand: Command = {
  name: "info",
  summary: "tell everything about a dataset: files, quantities, facts, caveats, and what is on this machine",
  arguments: [{ name: "<id>", description: "dataset by id or alias" }],
  options: [{ flags: "--only <pattern>", description: "only files and connectomes that match, as prepare takes it" }],
  examples: [
    "npx neuroloom info dag2023",
    "npx neuroloom info flavell2023 --json",
    "npx neuroloom info cook2019 --only cook2019_hermaphrodite_2020",
  ],
  async run(given, options, session) {
    const { manifestNamed } = await import("../../node/manifest-named.js");
    const name = String(given[0]);
    const only = textOption(options, "only");
    const whole = await manifestNamed(name);
    const manifest = only === undefined ? whole : narrowed(whole, only);
    const store = await sessionStore(session, [name]);
    const located = await store.locate(whole, { only });
    if (session.options.json) {
      const files = located.map(({ file, place, path, found }) => ({ path: file.path, place, onDisk: path, found }));
      session.printJson({ manifest, present: { mirror: store.mirror ?? null, cache: store.cache.data, files } });
      return exitCode.good;
    }
    for (const line of linesOf(manifest, store, located)) session.print(line);
    return exitCode.good;
  },
};

/** A manifest with the wiring diagrams that match, and the facts about them; one without any stays as it is. */
function narrowed(manifest: Manifest, only: string): Manifest {
  const { facts } = manifest;
  const all = diagramsOf(manifest);
  const matching = all.filter(({ id }) => matchesPattern(id, only));
  // a pattern may name a file as well
  const chosen = matching.length > 0 ? matching : all.filter(({ file }) => matchesPattern(file, `*${only}`));
  if (!facts.annotations || chosen.length === 0) return manifest;
  const connectomes = chosen.map(({ id }) => id);
  const extent = { recordings: [], connectomes, hasFailures: false, asked: { only } };
  const annotations = { ...facts.annotations, value: chosen };
  return { ...manifest, facts: { ...facts, annotations }, expected: [...applicableChecks(manifest, extent)] };
}

function diagramsOf(manifest: Manifest): readonly Annotation[] {
  return manifest.facts.annotations ? annotationsOf(manifest) : [];
}

function diagramLines(manifest: Manifest): readonly string[] {
  const rows = diagramsOf(manifest).map(({ id, edition, unit, place }) => [
    id,
    unit ?? "unknown",
    edition,
    place ?? "-",
  ]);
  return rows.length === 0 ? [] : textTable(["ID", "UNIT", "EDITION", "SHEETS"], rows);
}

function linesOf(manifest: Manifest, store: DataStore, located: readonly LocatedFile[]): readonly string[] {
  const { species } = manifest;
  return [
    `${manifest.id}: ${manifest.title}`,
    "",
    manifest.summary,
    "",
    `species      ${species === null ? "unknown" : species.label}`,
    `modality     ${manifest.modality}`,
    `also called  ${manifest.aliases.join(", ") || "-"}`,
    `versions     source ${manifest.sourceVersion ?? "unknown"}, our reading ${manifest.derivedVersion}`,
    `licence      ${licenceWords(manifest).replace(/\.$/, "")}; redistribution: ${manifest.licence.redistribution}`,
    `access       ${accessWords(manifest)}`,
    `tested on    ${testedOn(manifest)}`,
    `tables       ${manifest.tables.join(", ") || "-"}`,
    ...section(
      "Trace quantities (the first is read unless another is asked for)",
      manifest.quantities.map(({ name, unit, description }) => `${name} [${unit ?? "no unit"}]: ${description}`),
    ),
    ...section("Connectomes (prepare --only takes an ID)", diagramLines(manifest)),
    ...section("In the published collection", collectionLines(manifest.collection)),
    ...section(
      `Files: ${located.length}, ${byteSum(located.map(({ file }) => file.bytes))}`,
      fileLines(manifest, located),
    ),
    ...section("On this machine", presenceLines(store, located)),
    ...section(
      "Facts that no file carries",
      Object.entries(manifest.facts).map(([name, { value, source }]) => `${name}: ${shortened(value)} (${source})`),
    ),
    ...section("Expected of the tables", expectedLines(manifest.expected)),
    ...section(
      "Caveats",
      manifest.caveats.map(({ id, text }) => `${id}: ${text}`),
    ),
    ...section(
      "Citations",
      manifest.citations.map(({ role, text }) => `[${role}] ${text}`),
    ),
  ];
}

function collectionLines(collection: Manifest["collection"]): readonly string[] {
  if (!collection) return [];
  const { records, nativeRate, reads, published } = collection;
  const source = [`records: ${records}`, `rate: ${nativeRate ?? "unknown"}`, `we read: ${reads}`];
  if (!published) return [...source, "it is not in the collection"];
  const { sourceDataset, worms, meanLabelled, meanRecorded, quantity, dropped } = published;
  const count = (value: number | null) => value ?? "unknown";
  const means = `${count(meanLabelled)} labelled of ${count(meanRecorded)} neurons on average`;
  return [
    ...source,
    `it is ${sourceDataset} there: ${count(worms)} recordings, ${means}`,
    `taken there: ${quantity}; dropped or changed: ${dropped}`,
  ];
}

/** Facts that are shown; the others are only counted. */
const shownFacts = 10;

function expectedLines(expected: readonly Check[]): readonly string[] {
  const lines = expected.slice(0, shownFacts).map((check) => {
    const tolerance = check.tolerance ? ` ± ${check.tolerance}` : "";
    return `${checkTitle(check)} = ${JSON.stringify(check.equals)}${tolerance} (${check.source})`;
  });
  const more = expected.length - lines.length;
  return more === 0 ? lines : [...lines, `… ${more} more (--json shows all)`];
}

function fileLines(manifest: Manifest, located: readonly LocatedFile[]): readonly string[] {
  const rows = filesTogether(located, placeWords).map(({ name, files }) => {
    const { file } = files[0];
    const entry = manifest.files.find(({ path }) => path === file.path || file.path.startsWith(`${path}/`));
    const role = `${entry?.role ?? ""}${entry?.derived ? ", made by others" : ""}`;
    const size = byteSum(files.map((one) => one.file.bytes));
    return [name, size, entry?.subset ?? "", role, placeWords(files[0])];
  });
  return rows.length === 0 ? [] : textTable(["PATH", "SIZE", "SUBSET", "ROLE", "PLACE"], rows);
}

function presenceLines({ mirror, cache }: DataStore, located: readonly LocatedFile[]): readonly string[] {
  if (located.length === 0) return ["this dataset needs no file"];
  const count = (place: LocatedFile["place"]) => located.filter((file) => file.place === place).length;
  const outOfReach = located.filter(isOutOfReach).length;
  return [
    ...(mirror === undefined ? [] : [`${count("mirror")} files in the mirror ${mirror}`]),
    `${count("cache")} files in the cache ${cache.data}`,
    `${count(null) - outOfReach} files to fetch`,
    ...(outOfReach > 0
      ? [`${outOfReach} files not here, without a known address: prepare takes them with --files DIR`]
      : []),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length <= 160 ? text : `${text.slice(0, 157)}...`;
}
