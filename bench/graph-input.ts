import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../src/random/create-random.js";
import { dataFolder } from "./peer-environment.js";

/** A directed graph on its way to the two sides: how many nodes, and int32 columns from, to, weight, one after the other. */
export interface GraphInput {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Int32Array;
}

/** Chemical edges of Cook et al. 2019 between all cells, as corrected in July 2020. */
export function cookGraph(): GraphInput {
  const text = readFileSync(join(dataFolder(), "celegans/cook2019/cook_jarrell_2019_h.json"), "utf8");
  const rows = (JSON.parse(text) as { pre: string; post: string; typ: number; syn: [number] }[]).filter(
    ({ typ, pre, post }) => typ === 0 && pre !== post,
  );
  const names = [...new Set(rows.flatMap(({ pre, post }) => [pre, post]))].sort();
  const index = new Map(names.map((name, i) => [name, i]));
  return {
    nodes: names.length,
    from: Int32Array.from(rows, ({ pre }) => index.get(pre)!),
    to: Int32Array.from(rows, ({ post }) => index.get(post)!),
    weight: Int32Array.from(rows, ({ syn }) => syn[0]),
  };
}

/**
 * A seeded graph like a large wiring diagram: each node sends 8 edges, most to the 60 nodes after it, the others anywhere
 * with hubs preferred; weights 1 … 16. Pairs that come twice are left out.
 */
export function largeGraph(nodes: number): GraphInput {
  const random = createRandom("graph-benchmark");
  const columns: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < nodes; i++) {
    const targets = new Set<number>();
    for (let k = 0; k < 8; k++) {
      const near = random.uniform() < 0.7;
      const j = near ? (i + 1 + random.integer(60)) % nodes : Math.floor(nodes * random.uniform() ** 2);
      if (j !== i) targets.add(j);
    }
    for (const j of targets) {
      columns[0].push(i);
      columns[1].push(j);
      columns[2].push(1 + random.integer(16));
    }
  }
  const [from, to, weight] = columns.map((values) => Int32Array.from(values));
  return { nodes, from: from!, to: to!, weight: weight! };
}

/** Writes the columns into one file. */
export function writeGraph(path: string, { from, to, weight }: GraphInput): void {
  writeFileSync(path, Buffer.concat([from, to, weight].map((column) => Buffer.from(column.buffer))));
}

/** Reads what `writeGraph` wrote. */
export function readGraph(path: string, nodes: number): GraphInput {
  const bytes = readFileSync(path);
  const all = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const m = all.length / 3;
  return { nodes, from: all.slice(0, m), to: all.slice(m, 2 * m), weight: all.slice(2 * m) };
}

/** Nodes evenly over the graph, the same on all sides. */
export function spacedNodes(nodes: number, count: number): number[] {
  return Array.from({ length: Math.min(count, nodes) }, (_, k) => Math.floor((k * nodes) / Math.min(count, nodes)));
}
