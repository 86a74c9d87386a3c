import { fromFloat16, toFloat16 } from "../../../src/bytes/float16.js";
import type { PublishedSource } from "../../../src/datasets/dataset.js";
import { nameColumns } from "../../../src/published/name-columns.js";
import { publishedTime, stampLoss } from "../../../src/published/published-time.js";
import { scaledTrace } from "../../../src/published/published-trace.js";
import { type PublishedResampler, publishedResampler } from "../../../src/published/resampler.js";
import { publishedSettings } from "../../../src/published/settings.js";
import { mean } from "../../../src/stats/mean.js";
import { medianStep } from "../../../src/stats/median-step.js";
import { variance } from "../../../src/stats/variance.js";

/** The recordings that the page takes its numbers and pictures from. */
export interface PageSources {
  readonly kato: ReadonlyMap<string, PublishedSource>;
  readonly dag: ReadonlyMap<string, PublishedSource>;
  readonly flavell: ReadonlyMap<string, PublishedSource>;
  /** Labels in the lab's dictionary of the recording that the product loses. */
  readonly lostLabels: number;
}

const settings = publishedSettings;

/** A trace by the label that its source gives it; `nth` of several with that label, from 0. */
export function traceOf({ ids, traces }: PublishedSource, label: string, nth = 0): Float64Array {
  const positions = [...ids.keys()].filter((position) => ids[position] === label);
  return traces[positions[nth]!]!;
}

/** Times of a source from its start, in float64. */
export function trueTime({ timeS }: PublishedSource): Float64Array {
  return timeS.map((time) => time - timeS[0]!);
}

/** The published grid, on the published or the right times. */
export function gridOf(source: PublishedSource, times: "published" | "right" = "published"): PublishedResampler {
  return publishedResampler(times === "right" ? trueTime(source) : publishedTime(source.timeS), settings.stepS);
}

/** The published z-score of a trace before float16. */
export function zOf(source: PublishedSource, label: string, grid = gridOf(source)): Float64Array {
  return scaledTrace(traceOf(source, label), grid, settings);
}

/** All numbers of the page, as they are printed. */
export function pageFacts({ kato, dag, flavell, lostLabels }: PageSources) {
  const worm1 = kato.get("worm1")!;
  const worm4 = kato.get("worm4")!;
  const dag1 = dag.get("2022-07-26-31")!;
  const exported = flavell.get("2022-08-02-01")!;
  const katoStamps = stampLoss(gridOf(worm1).timeS);
  const longest = stampLoss(Float64Array.from({ length: 8780 }, (_, index) => index * settings.stepS));
  const z = zOf(worm1, "AVAL");
  const half = Math.floor(worm1.timeS.length / 2);
  const firstHalf = cut(worm1, half);
  const zHalf = zOf(firstHalf, "AVAL");
  const causal = scaledTrace(traceOf(worm1, "AVAL"), gridOf(worm1), { ...settings, normalizationMethod: "causal" });
  const shift = 5 * (settings.stepS / 12);
  return {
    katoSamples: z.length,
    katoEqual: percent(katoStamps.equalShare),
    katoError: katoStamps.largestErrorS.toFixed(3),
    longestEqual: percent(longest.equalShare),
    longestError: longest.largestErrorS.toFixed(1),
    katoValueError: largestDifference(
      z,
      z.map((value) => fromFloat16(toFloat16(value))),
    ).toFixed(5),
    ...stepsOf(dag1),
    ...narrowedTimes(dag),
    ...labelsOf(dag, exported),
    ...classNames(),
    lostLabels,
    katoWindow: (medianStep(worm1.timeS) * 8).toFixed(2),
    katoLag: (medianStep(worm1.timeS) * 3.5).toFixed(2),
    dagWindow: (medianStep(trueTime(dag1)) * 8).toFixed(2),
    dagLag: (medianStep(trueTime(dag1)) * 3.5).toFixed(2),
    katoFull: (medianStep(worm1.timeS) * 15).toFixed(2),
    blockShift: shift.toFixed(5),
    blockLargest: largestDifference(zOf(worm4, "AVAL"), centredBlocks(worm4)).toFixed(3),
    zHalf: largestDifference(z.slice(0, zHalf.length), zHalf).toFixed(2),
    zFirst: z[0]!.toFixed(4),
    causalFirst: String(Number(causal[0]!.toFixed(4))),
    ...numbersOf(worm1),
    flavellMean: largest(exported.traces.map((trace) => Math.abs(mean(trace)))).toExponential(0),
    flavellDeviation: Math.sqrt(variance(exported.traces[0]!)).toFixed(6),
    ...quantities(worm1, dag1, exported),
  };
}

/** Numbers and texts of the page by name. */
export type PageFacts = ReturnType<typeof pageFacts>;

/** Block means stamped at their centres, brought onto the stamps that the product gives them. */
export function centredBlocks(source: PublishedSource): Float64Array {
  const grid = gridOf(source);
  const z = zOf(source, "AVAL", grid);
  const late = (5 / 12) * settings.stepS;
  return z.map((value, index) => (index === 0 ? value : value + ((z[index - 1]! - value) * late) / settings.stepS));
}

function cut(source: PublishedSource, frames: number): PublishedSource {
  return {
    ...source,
    traces: source.traces.map((trace) => trace.slice(0, frames)),
    timeS: source.timeS.slice(0, frames),
  };
}

function stepsOf(source: PublishedSource) {
  const native = publishedTime(source.timeS);
  const steps = Array.from(native.slice(1), (time, index) => time - native[index]!);
  const counted = new Map<number, number>();
  for (const step of steps) counted.set(step, (counted.get(step) ?? 0) + 1);
  const words = [...counted].sort(([a], [b]) => a - b).map(([step, count]) => `${step} s (${count})`);
  return {
    dagOrigin: source.timeS[0]!.toFixed(3),
    dagMedian: medianStep(trueTime(source)).toFixed(4),
    dagNarrowedMedian: String(medianStep(native)),
    dagSteps: words.join(", "),
  };
}

/** How far the z-scores of all identified recordings are from those on right times, before float16. */
function narrowedTimes(dag: PageSources["dag"]) {
  let worst = { difference: 0, recording: "", timeError: 0 };
  let first = 0;
  let aval = 0;
  for (const [recording, source] of dag) {
    if (source.traces.length === 0 || !source.ids.some((id) => id !== null && /[A-Z]/.test(id))) continue;
    const [narrowed, right] = [gridOf(source), gridOf(source, "right")];
    const native = trueTime(source);
    const timeError = largestDifference(publishedTime(source.timeS), native);
    const differences = source.traces.map((trace) =>
      largestDifference(scaledTrace(trace, narrowed, settings), scaledTrace(trace, right, settings)),
    );
    const difference = largest(differences);
    if (recording === "2022-07-26-31") {
      first = difference;
      aval = differences[source.ids.indexOf("AVAL")]!;
    }
    worst = {
      difference: Math.max(worst.difference, difference),
      recording: difference > worst.difference ? recording : worst.recording,
      timeError: Math.max(worst.timeError, timeError),
    };
  }
  return {
    narrowedTimeError: worst.timeError.toFixed(3),
    narrowedAval: aval.toFixed(4),
    narrowedFirst: first.toFixed(2),
    narrowedWorst: worst.difference.toFixed(2),
    narrowedRecording: worst.recording,
  };
}

function labelsOf(dag: PageSources["dag"], exported: PublishedSource) {
  const rows = [...dag, ["2022-08-02-01 (Flavell export)", exported] as const]
    .map(([recording, { ids }]) => {
      const replaced = nameColumns(ids, "nearest-label").filter(({ replacedBy }) => replacedBy !== null);
      return { recording, words: replaced.map(({ label, replacedBy }) => `${label} → ${replacedBy}`) };
    })
    .filter(({ words }) => words.length > 0);
  return {
    replacements: rows.map(({ recording, words }) => `| ${recording} | ${words.join(", ")} |`).join("\n"),
    replacementCount: rows.reduce((sum, { words }) => sum + words.length, 0),
  };
}

/** The rule for class names on labels made up for it: no recording of that source is at hand. */
function classNames() {
  const labels = ["AVAL", "AVA", "AVAR", "RIM", "", "", ""];
  const named = nameColumns(labels, "class-to-left-then-right");
  const word = (label: string) => (label === "" ? "(none)" : label);
  return {
    classRows: named
      .map(({ label, neuron, rule }) => {
        if (neuron === null) return `| ${word(label!)} | dropped |`;
        return `| ${word(label!)} | ${neuron}${rule === "number" ? " (unnamed)" : ""} |`;
      })
      .join("\n"),
  };
}

/** What the number of an unnamed trace says about its column: little. */
function numbersOf(source: PublishedSource) {
  const numbered = nameColumns(source.ids, "plain").filter(({ rule }) => rule === "number");
  const [example] = numbered.filter(({ neuron, position }) => neuron !== String(position)).slice(5);
  return {
    numbered: numbered.length,
    numberedRight: numbered.filter(({ neuron, position }) => neuron === String(position)).length,
    numberExample: example!.neuron!,
    numberColumn: example!.position,
  };
}

function quantities(worm1: PublishedSource, dag1: PublishedSource, exported: PublishedSource) {
  const rows = [
    ["Kato2015", "worm1", "bleach-corrected dF/F", worm1],
    ["Dag2023", "2022-07-26-31", "F / F20", dag1],
    ["Flavell2023", "2022-08-02-01", "z-scored ratio", exported],
  ] as const;
  const line = ([name, recording, quantity, source]: (typeof rows)[number]) => {
    const aval = traceOf(source, "AVAL");
    const [least, most] = [aval.reduce((a, b) => Math.min(a, b)), largest([...aval])];
    return `| ${name} | ${recording} | ${quantity} | ${least.toFixed(2)} to ${most.toFixed(2)} |`;
  };
  return { quantities: rows.map(line).join("\n") };
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < Math.min(a.length, b.length); index++)
    most = Math.max(most, Math.abs(a[index]! - b[index]!));
  return most;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
