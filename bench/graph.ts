import { join } from "node:path";
import type { Benchmark, BenchmarkResult } from "./benchmark.js";
import { cookGraph, type GraphInput, largeGraph, writeGraph } from "./graph-input.js";
import type { TimedMeasure } from "./graph-timing.js";
import { needModules, oursCommand, peerCommand } from "./peer-environment.js";

/** Measures whose values depend on what was drawn: compared by their time alone. */
const drawn = new Set(["louvain"]);

type Measures = Readonly<Record<string, TimedMeasure>>;

export const graph: Benchmark = {
  name: "graph",
  summary: "graph measures on Cook et al. 2019 (all chemical edges) and on a seeded graph of 50,000 nodes",
  peer: "networkx (bench/peers/graph.py); graphology-metrics and graphology-communities-louvain",
  async cases(folder) {
    needModules("networkx, scipy");
    const graphs: Readonly<Record<string, { input: GraphInput; sources: number }>> = {
      cook2019: { input: cookGraph(), sources: 1e9 },
      "50,000 nodes": { input: largeGraph(50_000), sources: 200 },
    };
    return Object.entries(graphs).flatMap(([name, { input, sources }], index) => {
      const file = join(folder, `graph-${index}.bin`);
      writeGraph(file, input);
      const words = [file, String(input.nodes), String(sources)];
      const shared = { ours: oursCommand("graph-child.js", words), mostRuns: 1 };
      return [
        { ...shared, name: `${name}, networkx`, peer: peerCommand("graph.py", words) },
        { ...shared, name: `${name}, graphology`, peer: oursCommand("graph-graphology-child.js", words) },
      ];
    });
  },
  lines: byMeasure,
};

/**
 * One line per measure that both sides have, with the first call beside the repeated ones, the sum over all of them, and
 * which measures the peer lacks. Measures alone, without reading and building the graph but for `build`.
 */
function byMeasure({ oursDetails, peerDetails }: BenchmarkResult): readonly string[] {
  const [ours, peer] = [oursDetails, peerDetails].map((details) => (details as { measures: Measures }).measures);
  const names = Object.keys(ours!).filter((name) => peer![name]);
  const sum = (measures: Measures, key: "seconds" | "firstSeconds") =>
    names.reduce((total, name) => total + measures[name]![key], 0);
  const line = (name: string, a: number, b: number) =>
    `  ${name.padEnd(24)} ours ${(1000 * a).toFixed(3)} ms, peer ${(1000 * b).toFixed(3)} ms, ratio ${(b / a).toFixed(1)}`;
  const absent = Object.keys(ours!).filter((name) => !peer![name]);
  return [
    "  (whole processes repeat short measures until they are measured well; what counts is one call of each)",
    ...names.map((name) => {
      const first = `, first call ${(peer![name]!.firstSeconds / ours![name]!.firstSeconds).toFixed(1)}`;
      return line(name, ours![name]!.seconds, peer![name]!.seconds) + first + agreement(name, ours!, peer!);
    }),
    line("all of these", sum(ours!, "seconds"), sum(peer!, "seconds")),
    line("all, first calls", sum(ours!, "firstSeconds"), sum(peer!, "firstSeconds")),
    `  not compared, the peer lacks it or takes too long: ${absent.join(", ") || "nothing"}`,
  ];
}

function agreement(name: string, ours: Measures, peer: Measures): string {
  const [a, b] = [ours[name]!.value!, peer[name]!.value!];
  if (drawn.has(name)) return `  (${a.toFixed(4)} against ${b.toFixed(4)})`;
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a)) ? "" : `  DIFFERENT: ${a} against ${b}`;
}
