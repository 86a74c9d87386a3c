import { join } from "node:path";
import { writeAtomically } from "../../node/write-atomically.js";
import type { ScoredSample } from "../../operations/volumes/score-samples.js";
import { scoresOverSamples } from "../../operations/volumes/scores-over-samples.js";
import { scoreRecord } from "../../volumes/metrics/score-record.js";
import { scoreTable } from "../../volumes/metrics/score-table.js";
import { scoresToml } from "../../volumes/metrics/scores-toml.js";
import { summaryCsv } from "../../volumes/metrics/summary-csv.js";
import type { Session } from "../command.js";

/** Where scores are written besides. */
export interface ScoreFiles {
  /** A file for one sample, a folder for several. */
  readonly toml: string | undefined;
  readonly csv: string | undefined;
}

/** Prints the benchmark's table of samples and sets, or each as JSON, and writes the files that are asked for. */
export async function tellScores(scored: readonly ScoredSample[], files: ScoreFiles, session: Session): Promise<void> {
  const samples = scored.map(({ sample, labelling, scores }) => {
    return { sample, labelling, record: scoreRecord(scores), protocol: scores.protocol };
  });
  const over = scoresOverSamples(samples);
  const sets = samples.length > 1 ? over : [];
  if (session.options.json) {
    for (const { sample, labelling, scores } of scored) {
      const { protocol, general, confusion_matrix, thresholds, reason, warnings } = scores;
      session.printJson({ sample, labelling, protocol, reason, warnings, general, confusion_matrix, thresholds });
    }
    for (const { name, record, protocol } of sets) session.printJson({ set: name, protocol, scores: record });
  } else {
    const rows = [
      ...samples.map(({ sample: name, record: scores }) => ({ name, scores })),
      ...sets.map(({ name, record: scores }) => ({ name, scores })),
    ];
    for (const line of scoreTable(rows)) session.print(line);
    for (const protocol of new Set(samples.map((one) => one.protocol))) {
      const of = samples.filter((one) => one.protocol === protocol);
      const names = of.length === samples.length ? "" : ` (${of.map(({ sample }) => sample).join(", ")})`;
      session.print(`protocol ${protocol}${names}`);
    }
  }
  for (const { sample, scores } of files.toml === undefined ? [] : scored) {
    const path = scored.length === 1 ? files.toml! : join(files.toml!, `${sample}.toml`);
    await writeAtomically(path, scoresToml(scores));
    session.note(`wrote ${path}`);
  }
  if (files.csv !== undefined) {
    const named = samples.map(({ sample: name, record: scores }) => ({ name, scores }));
    await writeAtomically(files.csv, summaryCsv(named, over.at(-1)!.record));
    session.note(`wrote ${files.csv}`);
  }
}
