import { spawnSync } from "node:child_process";
import type { BenchmarkCase, BenchmarkCommand, BenchmarkResult } from "./benchmark.js";

interface Run {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly processorSeconds: number | undefined;
  readonly details: unknown;
}

/** One thread each: what the numerical libraries of either side listen to. */
const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1", ARROW_NUM_THREADS: "1" };

function runOnce(command: BenchmarkCommand): Run {
  const start = process.hrtime.bigint();
  const ended = spawnSync(command.program, command.words, {
    encoding: "utf8",
    env: { ...process.env, ...oneThread, ...command.environment },
    maxBuffer: 1 << 26,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (ended.status !== 0) throw new Error(`${command.program} ${command.words.join(" ")} failed:\n${ended.stderr}`);
  const details = JSON.parse(ended.stdout.trim().split("\n").at(-1) ?? "{}") as {
    readonly maxRssBytes: number;
    readonly cpuSeconds?: number;
  };
  return { seconds, peakBytes: details.maxRssBytes, processorSeconds: details.cpuSeconds, details };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs both sides alternately, whole processes with start-up; the first pair only warms the file cache. */
export function measure(benchmarkCase: BenchmarkCase, wanted: number): BenchmarkResult {
  const { mostRuns, mostPeerRuns } = benchmarkCase;
  const runs = Math.min(wanted, mostRuns ?? wanted);
  const ours: Run[] = [];
  const peer: Run[] = [];
  for (let index = mostRuns === undefined ? -1 : 0; index < runs; index++) {
    const own = runOnce(benchmarkCase.ours);
    if (index >= 0) ours.push(own);
    if (mostPeerRuns !== undefined && (index < 0 || index >= mostPeerRuns)) continue;
    const other = runOnce(benchmarkCase.peer);
    if (index >= 0) peer.push(other);
  }
  const oursSeconds = median(ours.map((run) => run.seconds));
  const peerSeconds = median(peer.map((run) => run.seconds));
  return {
    case: benchmarkCase.name,
    runs,
    oursSeconds,
    peerSeconds,
    ratio: peerSeconds / oursSeconds,
    processorRatio: processorRatio(ours, peer),
    oursPeakBytes: Math.max(...ours.map((run) => run.peakBytes)),
    peerPeakBytes: Math.max(...peer.map((run) => run.peakBytes)),
    oursAll: ours.map((run) => run.seconds),
    peerAll: peer.map((run) => run.seconds),
    oursDetails: ours.at(-1)?.details,
    peerDetails: peer.at(-1)?.details,
  };
}

function processorRatio(ours: readonly Run[], peer: readonly Run[]): number | null {
  const [own, other] = [ours, peer].map((runs) => runs.flatMap(({ processorSeconds }) => processorSeconds ?? []));
  return own!.length > 0 && other!.length > 0 ? median(other!) / median(own!) : null;
}
