import { processorSeconds } from "./processor-seconds.js";

/** What one measure took of the processor, and a number by which the sides are compared. */
export interface TimedMeasure {
  /** One call in a process that has made it before; of a call of more than a second, the first one itself. */
  readonly seconds: number;
  /** The same by the clock. */
  readonly clockSeconds: number;
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

/** Measures one function, see {@link timeMeasures}. */
export function timed(run: () => number | null): TimedMeasure {
  let value: number | null = null;
  const secondsOf = (calls: number) => {
    const [begin, clock] = [processorSeconds(), performance.now()];
    for (let call = 0; call < calls; call++) value = run();
    return { processor: processorSeconds() - begin, clock: (performance.now() - clock) / 1000 };
  };
  const first = secondsOf(1);
  const firstSeconds = first.processor;
  if (firstSeconds > long) return { seconds: firstSeconds, clockSeconds: first.clock, firstSeconds, calls: 1, value };
  let batch = 1;
  for (let spent = 0; spent < warmUp; ) {
    const { processor } = secondsOf(batch);
    spent += processor;
    if (processor < shortestSample) batch *= 2;
  }
  const samples: { readonly processor: number; readonly clock: number }[] = [];
  for (let spent = 0; spent < sampling || samples.length < 3; spent += samples.at(-1)!.processor) {
    samples.push(secondsOf(batch));
  }
  const median = (of: readonly number[]) => [...of].sort((a, b) => a - b)[of.length >> 1]! / batch;
  const seconds = median(samples.map(({ processor }) => processor));
  const clockSeconds = median(samples.map(({ clock }) => clock));
  return { seconds, clockSeconds, firstSeconds, calls: samples.length * batch, value };
}
