import { processorSeconds } from "./processor-seconds.js";

/** What one measure took of the processor, and a number by which the sides are compared. */
export interface TimedMeasure {
  /** One call in a process that has made it before; of a call of more than a second, the first one itself. */
  readonly seconds: number;
  /** The first call of the process. */
  readonly firstSeconds: number;
  /** How many calls were measured. */
  readonly calls: number;
  readonly value: number | null;
}

/** A first call of more than this is not repeated; short ones are repeated for this long before and while they are measured. */
const [long, warmUp, sampling, shortestSample] = [1, 0.2, 0.3, 0.002];

/**
 * Measures each function, and prints the line that the benchmark reads. Calls that take less than two milliseconds are
 * measured several together, and the median of at least three such samples counts.
 */
export function timeMeasures(measures: Readonly<Record<string, () => number | null>>): void {
  const results = Object.fromEntries(Object.entries(measures).map(([name, run]) => [name, timed(run)]));
  const maxRssBytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ measures: results, cpuSeconds: processorSeconds(), maxRssBytes }));
}

function timed(run: () => number | null): TimedMeasure {
  let value: number | null = null;
  const secondsOf = (calls: number) => {
    const begin = processorSeconds();
    for (let call = 0; call < calls; call++) value = run();
    return processorSeconds() - begin;
  };
  const firstSeconds = secondsOf(1);
  if (firstSeconds > long) return { seconds: firstSeconds, firstSeconds, calls: 1, value };
  let batch = 1;
  for (let spent = 0; spent < warmUp; ) {
    const seconds = secondsOf(batch);
    spent += seconds;
    if (seconds < shortestSample) batch *= 2;
  }
  const samples: number[] = [];
  for (let spent = 0; spent < sampling || samples.length < 3; spent += samples.at(-1)! * batch) {
    samples.push(secondsOf(batch) / batch);
  }
  const seconds = samples.sort((a, b) => a - b)[samples.length >> 1]!;
  return { seconds, firstSeconds, calls: samples.length * batch, value };
}
