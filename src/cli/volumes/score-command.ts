import { ArgumentError, isNeuroloomError, type NeuroloomError } from "../../errors.js";
import { manifestNamed } from "../../node/manifest-named.js";
import { openFolders } from "../../node/open-folders.js";
import { prepareInput } from "../../node/prepare-input.js";
import { scoreInstancesOperation } from "../../operations/volumes/score-instances.js";
import type { ScoreParams } from "../../operations/volumes/score-params.js";
import { type SamplePair, type ScoredSample, scoreSamples } from "../../operations/volumes/score-samples.js";
import { tablePairs } from "../../operations/volumes/table-pairs.js";
import { type CommandOptions, exitCode, type Session } from "../command.js";
import { runOver } from "../run-over.js";
import { selectionOf, storeOptions } from "../session-store.js";
import { withTemporaryFolder } from "../with-temporary-folder.js";
import { matchFiles, pairsOfFiles } from "./file-pairs.js";
import { sampleLabelling } from "./sample-labelling.js";
import { type ScoreFiles, tellScores } from "./tell-scores.js";
import { volumeFiles } from "./volume-files.js";
import { volumesOfPairs } from "./volumes-of-pairs.js";
import { writeVolumeTables } from "./write-volume-tables.js";

/** What is scored how, and where results go. */
interface Asked extends ScoreFiles {
  readonly params: ScoreParams;
  /** Folder for the tables. */
  readonly out: string | undefined;
  readonly analysisId: string | undefined;
}

/** The dataset that volumes of files belong to while a command runs. */
const filesDataset = "files";

/** Scores files: they are matched by name, and what stays alone is told. */
export async function scoreFiles(
  asked: Asked & {
    readonly gt: readonly string[];
    readonly pred: readonly string[];
    readonly dataset: string | undefined;
    readonly list: string | undefined;
  },
  session: Session,
): Promise<number> {
  const { gt, pred, dataset, list, params, out } = asked;
  if (session.options.dryRun && dataset !== undefined) {
    tellPlan(asked, [...gt, ...pred], session);
    return exitCode.good;
  }
  const where = { dataset, session };
  const { pairs, alone } = matchFiles(await volumeFiles(gt, where), await volumeFiles(pred, where));
  for (const name of alone.gt) session.note(`not scored: ${name} has no prediction`);
  for (const name of alone.pred) session.note(`not scored: ${name} has no ground truth`);
  for (const { gt, pred } of pairs) {
    if (gt.sample !== pred.sample) session.note(`${pred.name} is scored against ${gt.name}, the only one`);
  }
  if (session.options.dryRun) {
    tellPlan(
      asked,
      pairs.map(({ gt, pred }) => `${gt.name} against ${pred.name}`),
      session,
    );
    return exitCode.good;
  }
  const labellingOf = await sampleLabelling(list, session);
  const sources = pairs.flatMap(({ sample, gt }) => labellingOf({ sample, name: gt.name })?.labelledBy ?? []);
  const labelled_by = params.partly === undefined ? [...new Set(sources)].join(" or ") : "";
  const full = { ...asked, params: { ...params, ...(labelled_by !== "" && { labelled_by }) } };
  const failed = await scoreAndTell(pairsOfFiles(pairs, labellingOf, session), full, session);
  for (const words of new Set(pairs.flatMap(({ gt, pred }) => [gt.requested?.(), pred.requested?.()]))) {
    if (words !== undefined) session.note(words);
  }
  if (session.options.json && alone.gt.length + alone.pred.length > 0) session.printJson({ notScored: alone });
  if (out !== undefined) {
    await withTemporaryFolder(async (tables) => {
      const good = pairs.filter(({ sample }) => !failed.includes(sample));
      const volumes = volumesOfPairs(good, labellingOf, params, session);
      await writeVolumeTables(volumes, tables, { datasetId: filesDataset, session });
      await writeScores([tables], { ...full, out }, session);
    });
  }
  return failed.length === 0 ? exitCode.good : exitCode.someFailed;
}

/** Scores volumes of tables, or of datasets, which are prepared first. */
export async function scoreTables(
  asked: Asked & {
    readonly folders: readonly string[];
    readonly datasets: readonly string[];
    readonly options: CommandOptions;
  },
  session: Session,
): Promise<number> {
  const { folders, datasets, options, params, out } = asked;
  const { subset = "full", only } = selectionOf(options);
  const manifests = await Promise.all(datasets.map(manifestNamed));
  if (session.options.dryRun) {
    tellPlan(asked, [...manifests.map(({ id }) => id), ...folders], session);
    return exitCode.good;
  }
  return withTemporaryFolder(async (prepared) => {
    for (const dataset of datasets) await prepareInput({ dataset, subset, only }, prepared, storeOptions(session));
    const from = datasets.length > 0 ? [...folders, prepared] : folders;
    const { signal } = session;
    const { pairs, alone } = await tablePairs(await openFolders(from), params, { signal });
    for (const { message } of alone) session.note(message);
    const failed = await scoreAndTell(pairs, asked, session);
    if (out !== undefined) {
      const sample = pairs.map((pair) => pair.sample).filter((name) => !failed.includes(name));
      const good = { gt: { ...params.gt, sample }, pred: { ...params.pred, sample } };
      const chosen = failed.length === 0 ? params : { ...params, ...good };
      await writeScores(from, { ...asked, params: chosen, out }, session);
    }
    return failed.length === 0 ? exitCode.good : exitCode.someFailed;
  });
}

/**
 * Scores samples one by one; of several, one that fails does not stop the others.
 *
 * @returns the samples that failed
 * @throws ArgumentError for a sample of which nobody says how it is labelled: nothing is assumed in silence;
 *   where no sample could be scored, the first error
 */
async function scoreAndTell(pairs: readonly SamplePair[], asked: Asked, session: Session): Promise<readonly string[]> {
  const unknown = asked.params.partly === undefined ? pairs.filter(({ labelling }) => labelling === null) : [];
  if (unknown.length > 0) {
    throw new ArgumentError({
      argument: "--partly or --completely",
      expected: "one of them, since nothing says whether all neurons of the samples are labelled",
      found: `neither for ${unknown.map(({ sample }) => sample).join(", ")}`,
      next: "or give the list of samples by --list; that of FISBe is had by: neuroloom fetch fisbe --subset sample",
    });
  }
  const { signal, note } = session;
  const onNote = (sample: string, message: string) => note(`${sample}: ${message}`);
  const { partly, labelled_by = "its table" } = asked.params;
  const scored: ScoredSample[] = [];
  const failed: { sample: string; error: NeuroloomError }[] = [];
  for (const pair of pairs) {
    try {
      for await (const one of scoreSamples([pair], asked.params, { signal, onNote })) {
        const source = partly === undefined ? `as ${labelled_by} says` : "as asked";
        note(`${one.sample}: scored as labelled ${one.labelling}, ${source}`);
        scored.push(one);
      }
    } catch (error) {
      if (signal.aborted || !isNeuroloomError(error) || pairs.length === 1) throw error;
      failed.push({ sample: pair.sample, error });
      note(`${pair.sample}: failed: ${error.message}`);
    }
  }
  if (scored.length === 0) throw failed[0]!.error;
  await tellScores(scored, asked, session);
  for (const { sample, error } of session.options.json ? failed : []) {
    session.printJson({ sample, failed: true, tag: error.tag, message: error.message });
  }
  return failed.map(({ sample }) => sample);
}

/** Writes the tables of the scores as the operation does, with their provenance. */
async function writeScores(
  from: readonly string[],
  { params, out, analysisId }: Asked & { readonly out: string },
  session: Session,
): Promise<void> {
  const quiet = { ...session, onProgress: () => undefined };
  await runOver({ operation: scoreInstancesOperation, params, from, to: out, analysisId }, quiet);
}

function tellPlan({ params, out, toml, csv }: Asked, inputs: readonly string[], session: Session): void {
  const writes = [out, toml, csv].filter((path) => path !== undefined);
  if (session.options.json) {
    session.printJson({ operation: scoreInstancesOperation.name, params, inputs, writes, done: false });
    return;
  }
  for (const input of inputs) session.print(`would score ${input}`);
  if (writes.length > 0) session.print(`would write ${writes.join(", ")}`);
}
