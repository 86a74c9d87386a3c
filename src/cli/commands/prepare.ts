import type { Dataset } from "../../datasets/dataset.js";
import type { FileSelection } from "../../manifest/select-files.js";
import type { LocatedFile } from "../../node/locate-file.js";
import type { PreparedDataset } from "../../node/prepare.js";
import { checkTitle } from "../../tables/check-title.js";
import { byteSum } from "../byte-sum.js";
import { type Command, type CommandOptions, exitCode, type Session } from "../command.js";
import { placeWords } from "../place-words.js";
import { sessionStore } from "../session-store.js";
import { tellPublished } from "../tell-published.js";
import { textOption } from "../text-option.js";

export const prepareCommand: Command = {
  name: "prepare",
  summary: "read datasets and write their harmonized tables as Parquet",
  arguments: [{ name: "<id...>", description: "datasets by id or alias" }],
  options: [
    { flags: "--out <dir>", description: "the folder to write into; what else it holds stays" },
    {
      flags: "--only <pattern>",
      description: "only recordings or connectomes that match, * stands for any characters",
    },
    { flags: "--subset <name>", description: "sample (few and small) or full", default: "full" },
    { flags: "--quantity <name>", description: "trace quantity, see info; default: the least processed" },
    {
      flags: "--files <dir>",
      description: "a folder with your own copies of one dataset's files, named as by its source",
    },
    {
      flags: "--mode <name>",
      description: "corrected, or published: as the published product has it",
      default: "corrected",
    },
  ],
  examples: [
    "npx neuroloom prepare dag2023 --subset sample --out out",
    'npx neuroloom prepare kato2015 --mode published --only "worm*" --out out',
    "npx neuroloom prepare dag2023 kato2015 flavell2023 celegans-neurons --out out",
  ],
  async run(given, options, session) {
    const ids = [given[0] ?? []].flat();
    const { loadDataset } = await import("../../node/datasets.js");
    const datasets = await Promise.all([...new Set(ids)].map(loadDataset));
    const request = await checkedRequest(options, datasets);
    const { signal, onProgress } = session;
    const store = await sessionStore(session, ids, textOption(options, "files"));
    if (session.options.dryRun) {
      for (const dataset of datasets) {
        const { manifest } = dataset;
        const hasFiles = manifest.files.length > 0;
        const { readPublishedEdges } = dataset;
        const published = readPublishedEdges ? publishedWiringTables : publishedTableNames;
        announce(
          manifest.id,
          request.isPublished ? published : manifest.tables,
          hasFiles ? await store.locate(manifest, await selectionOf(dataset, request)) : [],
          session,
        );
      }
      return exitCode.good;
    }
    const { filesByRecording } = await import("../../node/files-by-recording.js");
    const { prepareDataset } = await import("../../node/prepare.js");
    const { preparePublished } = await import("../../node/prepare-published.js");
    let code: number = exitCode.good;
    for (const dataset of datasets) {
      const { id } = dataset.manifest;
      try {
        const wanted = await selectionOf(dataset, request);
        const given = await filesByRecording(store, dataset.manifest, wanted, signal);
        const { files, failures } = given;
        if (given.absent.length > 0) session.note(`${id}: read without ${given.absent.join(", ")}: not there`);
        const absent = [...given.absent, ...failures.map(({ item }) => item)];
        const reading = { ...request.files, files, out: request.out, signal, onProgress };
        const isGood = request.isPublished
          ? tellPublished(await preparePublished(dataset, reading), failures, session)
          : tell(await prepareDataset(dataset, { ...reading, ...request.quantity, absent }), failures, session);
        if (!isGood) code = exitCode.someFailed;
      } catch (error) {
        if (signal.aborted || datasets.length === 1) throw error;
        code = exitCode.someFailed;
        fail(id, id, error instanceof Error ? error.message : String(error), session);
      }
    }
    session.note(`next: neuroloom ${nextStep(datasets, request)}`);
    return code;
  },
};

function nextStep(datasets: readonly Dataset[], { isPublished, out }: Request): string {
  if (!isPublished) return `report ${out}`;
  return datasets.every(({ readPublishedEdges }) => readPublishedEdges)
    ? `run consensus --in ${out} --params '{"mode":"published"}'`
    : `export ${out} --to celegans-neural-data --out DIR`;
}

interface Request {
  readonly out: string;
  readonly files: FileSelection & { readonly only?: string; readonly subset: "sample" | "full" };
  readonly quantity: { readonly quantity?: string };
  readonly isPublished: boolean;
}

/** The files to have; in published mode wiring diagrams have other names. */
async function selectionOf({ manifest, readPublishedEdges }: Dataset, { isPublished, files }: Request) {
  if (!isPublished || !readPublishedEdges) return files;
  const { publishedSelection } = await import("../../node/published-selection.js");
  return publishedSelection(manifest, files);
}

const publishedTableNames = ["published_recordings", "published_labels", "published_traces", "provenance"];
const publishedWiringTables = ["published_annotations", "published_edges", "provenance"];

async function checkedRequest(options: CommandOptions, datasets: readonly Dataset[]): Promise<Request> {
  const { ArgumentError } = await import("../../errors.js");
  const out = textOption(options, "out");
  const only = textOption(options, "only");
  const subset = textOption(options, "subset") ?? "full";
  const quantity = textOption(options, "quantity");
  const mode = textOption(options, "mode") ?? "corrected";
  if (mode !== "corrected" && mode !== "published") {
    throw new ArgumentError({ argument: "--mode", expected: "corrected or published", found: mode });
  }
  const isPublished = mode === "published";
  if (isPublished) {
    const { publishedItemsOf } = await import("../../node/published-items.js");
    for (const dataset of datasets) await publishedItemsOf(dataset);
    if (quantity !== undefined) {
      const next = "the published mode takes what the product took; leave --quantity out";
      throw new ArgumentError({
        argument: "--quantity",
        expected: "none with --mode published",
        found: quantity,
        next,
      });
    }
  }
  if (textOption(options, "files") !== undefined && datasets.length > 1) {
    const next = "prepare one after the other; --out may be the same";
    const found = datasets.map(({ manifest }) => manifest.id).join(", ");
    throw new ArgumentError({
      argument: "--files",
      expected: "one dataset, whose files the folder holds",
      found,
      next,
    });
  }
  if (subset !== "sample" && subset !== "full") {
    throw new ArgumentError({ argument: "--subset", expected: "sample or full", found: subset });
  }
  if (!out) {
    const next = "add --out DIR";
    throw new ArgumentError({ argument: "--out", expected: "a folder to write into", found: "none", next });
  }
  return { out, files: { subset, ...(only ? { only } : {}) }, quantity: quantity ? { quantity } : {}, isPublished };
}

function announce(
  dataset: string,
  tables: readonly string[],
  located: readonly LocatedFile[],
  { options, print, printJson }: Session,
): void {
  const files = located.map((one) => ({ path: one.file.path, bytes: one.file.bytes, place: placeWords(one) }));
  if (options.json) {
    printJson({ dataset, tables, files });
    return;
  }
  print(
    `${dataset}: would read ${files.length} ${files.length === 1 ? "file" : "files"} and write ${tables.join(", ")}`,
  );
  for (const { path, bytes, place } of files) print(`  ${path}  ${byteSum([bytes])}  ${place}`);
}

/** Tells what was written; false when something failed or differs from what was expected. */
function tell(result: PreparedDataset, before: PreparedDataset["failures"], session: Session): boolean {
  const { datasetId, recordings, rows, parts, checks } = result;
  const failures = [...new Map([...result.failures, ...before].map((failure) => [failure.item, failure])).values()];
  const differing = checks.filter(({ pass }) => !pass);
  if (session.options.json) {
    const failed = failures.map(({ item, error }) => ({ item, tag: error.tag, message: error.message }));
    const passed = checks.length - differing.length;
    session.printJson({ dataset: datasetId, recordings, rows, parts, checks: { passed, differing }, failures: failed });
  } else {
    // rows of recordings and their count are the same number
    const tables = Object.entries(rows).filter(([table]) => table !== "recordings" || recordings.length === 0);
    const count = recordings.length > 0 ? [`${recordings.length} recording${recordings.length === 1 ? "" : "s"}`] : [];
    const written = tables.map(([table, number]) => `${number} ${number === 1 ? "row" : "rows"} of ${table}`);
    session.print(`${datasetId}: ${[...count, ...written].join(", ")}`);
    session.print(`  ${checks.length - differing.length} of ${checks.length} expected facts found`);
    for (const { check, found, problem } of differing) {
      session.print(`  differs: ${checkTitle(check)}: expected ${check.equals}, found ${problem ?? found}`);
    }
    for (const { item, error } of failures) fail(datasetId, item, error.message, session);
  }
  return failures.length === 0 && differing.length === 0;
}

function fail(dataset: string, item: string, message: string, { options, print, printJson }: Session): void {
  if (options.json) printJson({ dataset, failed: item, message });
  else print(`  failed: ${item}: ${message}`);
}
