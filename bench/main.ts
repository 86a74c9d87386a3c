import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot, packageVersion } from "../src/node/package-root.js";
import type { Benchmark, BenchmarkResult } from "./benchmark.js";
import { fisbe } from "./fisbe.js";
import { gcamp } from "./gcamp.js";
import { graph } from "./graph.js";
import { linalg } from "./linalg.js";
import { mat } from "./mat.js";
import { measure } from "./measure.js";
import { prepare } from "./prepare.js";
import { published } from "./published.js";
import { ridge } from "./ridge.js";
import { rsa } from "./rsa.js";
import { threeWorms } from "./three-worms.js";

const benchmarks: Readonly<Record<string, Benchmark>> = Object.fromEntries(
  [prepare, published, gcamp, mat, threeWorms, graph, linalg, ridge, rsa, fisbe].map((one) => [one.name, one]),
);

function line(result: BenchmarkResult): string {
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  const bytes = (value: number) => `${Math.round(value / 1e6)} MB`;
  return [
    result.case.padEnd(32),
    `ours ${seconds(result.oursSeconds)} ${bytes(result.oursPeakBytes)}`,
    `peer ${seconds(result.peerSeconds)} ${bytes(result.peerPeakBytes)}`,
    `ratio ${result.ratio.toFixed(2)} (above 1: ours is faster)`,
    ...(result.processorRatio === null ? [] : [`of processor time ${result.processorRatio.toFixed(2)}`]),
  ].join("  |  ");
}

/** What sides are compared by may be long; the file keeps what came out of it. */
const withoutLongLists = (_: string, value: unknown) =>
  Array.isArray(value) && value.length > 1000 ? undefined : value;

const [name, runsText, onlyText] = process.argv.slice(2);
const benchmark = name ? benchmarks[name] : undefined;
if (!benchmark) {
  console.error(
    [
      "usage: npm run bench -- NAME [RUNS [CASES]]",
      `NAME is one of: ${Object.keys(benchmarks).join(", ")}`,
      "CASES is a regular expression: only cases whose names it finds are run, and nothing is written",
    ].join("\n"),
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "neuroloom-bench-"));
try {
  console.log(`${benchmark.name}: ${benchmark.summary}\npeer: ${benchmark.peer}`);
  console.log(`${cpus().length} cores of ${cpus()[0]?.model}, Node.js ${process.versions.node}`);
  const results: BenchmarkResult[] = [];
  const only = onlyText === undefined ? undefined : new RegExp(onlyText);
  for (const benchmarkCase of await benchmark.cases(folder)) {
    if (only && !only.test(benchmarkCase.name)) continue;
    results.push(measure(benchmarkCase, Number(runsText ?? 5)));
    console.log([line(results.at(-1)!), ...(benchmark.lines?.(results.at(-1)!) ?? [])].join("\n"));
  }
  const report = {
    benchmark: benchmark.name,
    peer: benchmark.peer,
    version: packageVersion(),
    node: process.versions.node,
    processor: cpus()[0]?.model ?? null,
    cores: cpus().length,
    results,
  };
  if (!only) {
    const file = join(packageRoot(), "bench", "results", `${benchmark.name}.json`);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, withoutLongLists, 2)}\n`);
    console.log(`written: bench/results/${benchmark.name}.json`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
