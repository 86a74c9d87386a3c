import { aggregateScores } from "../../volumes/metrics/aggregate-scores.js";
import type { ScoreRecord } from "../../volumes/metrics/score-record.js";
import type { Labelling } from "./score-samples.js";

/** The single numbers of a sample, how it is labelled, and the protocol of its scores. */
export interface SampleRecord {
  readonly sample: string;
  readonly labelling: Labelling;
  readonly record: ScoreRecord;
  readonly protocol: string;
}

/** Scores over samples: of one set, or combined. */
export interface RecordOverSamples {
  readonly name: Labelling | "combined";
  readonly record: ScoreRecord;
  readonly protocol: string;
}

const labellingWords = /\b(completely and partly|completely|partly) labelled\b/;

/** The protocol less how samples are labelled: those of samples that are put together have to be equal in all else. */
export function protocolBesidesLabelling(protocol: string): string {
  return protocol.replace(labellingWords, "labelled");
}

/**
 * Scores over the samples that are labelled completely, over those labelled partly, and combined as they are published;
 * sets without a sample are left out. See `aggregateScores`.
 */
export function scoresOverSamples(samples: readonly SampleRecord[]): readonly RecordOverSamples[] {
  const of = (labelling: Labelling) => samples.filter((one) => one.labelling === labelling);
  const sets = { completely: of("completely"), partly: of("partly") };
  const { sets: records, combined } = aggregateScores(
    samples.map(({ sample: name, record: scores }) => ({ name, scores })),
    { completely: sets.completely.map(({ sample }) => sample), partly: sets.partly.map(({ sample }) => sample) },
  );
  const present = (["completely", "partly"] as const).filter((name) => sets[name].length > 0);
  const words = `${present.join(" and ")} labelled`;
  return [
    ...present.map((name) => ({ name, record: records[name]!, protocol: sets[name][0]!.protocol })),
    {
      ...{ name: "combined" as const, record: combined },
      protocol: samples[0]!.protocol.replace(labellingWords, words),
    },
  ];
}
