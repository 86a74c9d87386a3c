import { processorSeconds } from "./processor-seconds.js";

/** What one measure took of the processor, and a number by which the sides are compared. */
export interface TimedMeasure {
  readonly seconds: number;
  readonly value: number | null;
}

/** Runs each measure `times` times, keeps the median, and prints the line that the benchmark reads. */
export function timeMeasures(times: number, measures: Readonly<Record<string, () => number | null>>): void {
  const results: Record<string, TimedMeasure> = {};
  for (const [name, measure] of Object.entries(measures)) {
    const seconds: number[] = [];
    let value: number | null = null;
    for (let time = 0; time < times; time++) {
      const begin = processorSeconds();
      value = measure();
      seconds.push(processorSeconds() - begin);
    }
    seconds.sort((a, b) => a - b);
    results[name] = { seconds: seconds[seconds.length >> 1]!, value };
  }
  const maxRssBytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ measures: results, cpuSeconds: processorSeconds(), maxRssBytes }));
}
