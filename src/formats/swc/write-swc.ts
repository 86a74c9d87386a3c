import { ArgumentError } from "../../errors.js";
import { parentsFirst } from "./parents-first.js";

/** What is written: {@link SwcPoints}, or any other trees. */
export interface SwcTree {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** NaN is written as nan; without radii all are. */
  readonly radii?: Float64Array | null;
  /** The place of the parent, -1 for a root. */
  readonly parents: Int32Array;
  /** How points are counted in the file, no two alike; by default from 1. */
  readonly numbers?: Float64Array;
  /** By default 5 for forks, 6 for ends, 1 for `somata`, 0 for others. */
  readonly labels?: Int32Array;
}

/** How trees are written, and what the header says of them. */
export interface SwcWriteOptions {
  /** Whether all trees stand in one text or each in its own. */
  readonly forest: "one-file" | "file-per-tree";
  /** Unit of the coordinates, for the header: "voxel", "um", "8 nm voxel", … */
  readonly unit: string;
  /** How roots were chosen, for the header. */
  readonly rooting: string;
  /** Edges that were dropped to break cycles, for the header. */
  readonly droppedEdges: number;
  /** Lengths that the coordinates x, y, z are multiplied by, not the radii. Default 1. */
  readonly scale?: { readonly x: number; readonly y: number; readonly z: number };
  /** Points with the label of somata, unless labels are given. */
  readonly somata?: ArrayLike<number>;
  /** Further lines of the header, without `#`. */
  readonly header?: readonly string[];
}

/**
 * The texts of SWC files. Parents come before their children; numbers are written so that they are read back the same.
 *
 * @returns one text, or one per tree in the order of their roots
 * @throws ArgumentError for lists of other lengths, parents that are not there, cycles, coordinates that are not finite and
 * numbers that occur twice
 */
export function writeSwc(tree: SwcTree, options: SwcWriteOptions): string[] {
  const count = tree.parents.length;
  checkTree(tree, count);
  const { order, parents, cyclic } = parentsFirst(tree.parents);
  if (cyclic >= 0) {
    const next = "break cycles along a spanning tree first";
    throw new ArgumentError({ argument: "parents", expected: "trees", found: `a cycle at point ${cyclic}`, next });
  }
  const roots = parents.filter((parent) => parent < 0).length;
  const isApart = options.forest === "file-per-tree";
  const texts = Array.from({ length: isApart ? roots : 1 }, (_, text) => headerOf(options, roots, isApart ? text : -1));
  // the text in which a point stands, and how many points each has so far
  const textOf = new Int32Array(count);
  const counts = new Int32Array(texts.length);
  const numbers = new Float64Array(count);
  const labels = tree.labels ?? defaultLabels(tree.parents, options.somata);
  const { x: sx, y: sy, z: sz } = options.scale ?? { x: 1, y: 1, z: 1 };
  let trees = 0;
  for (let k = 0; k < count; k++) {
    const i = order[k]!;
    const parent = parents[k]!;
    textOf[k] = parent >= 0 ? textOf[parent]! : isApart ? trees++ : 0;
    counts[textOf[k]!]!++;
    numbers[k] = tree.numbers ? tree.numbers[i]! : counts[textOf[k]!]!;
    const radius = tree.radii?.[i] ?? Number.NaN;
    const words: (number | string)[] = [numbers[k]!, labels[i]!, tree.x[i]! * sx, tree.y[i]! * sy, tree.z[i]! * sz];
    words.push(Number.isNaN(radius) ? "nan" : radius, parent < 0 ? -1 : numbers[parent]!);
    texts[textOf[k]!]!.push(words.join(" "));
  }
  return texts.map((lines) => `${lines.join("\n")}\n`);
}

function headerOf(options: SwcWriteOptions, trees: number, tree: number): (string | number)[] {
  const { unit, rooting, droppedEdges, header = [] } = options;
  const lines = [
    ...header,
    `unit of the coordinates: ${unit}`,
    tree < 0 ? `trees: ${trees}` : `tree ${tree + 1} of ${trees}`,
    `root: ${rooting}`,
    `edges dropped to break cycles: ${droppedEdges}`,
    "labels: 0 undefined, 1 soma, 5 fork, 6 end",
    "PointNo Label X Y Z Radius Parent",
  ];
  return lines.flatMap((line) => line.split(/[\r\n]+/)).map((line) => `# ${line}`);
}

function defaultLabels(parents: Int32Array, somata: ArrayLike<number> = []): Int32Array {
  const children = new Int32Array(parents.length);
  for (const parent of parents) if (parent >= 0) children[parent]!++;
  const labels = children.map((number) => (number === 0 ? 6 : number > 1 ? 5 : 0));
  for (let k = 0; k < somata.length; k++) labels[somata[k]!] = 1;
  return labels;
}

function checkTree(tree: SwcTree, count: number): void {
  for (const name of ["x", "y", "z", "radii", "numbers", "labels"] as const) {
    const length = tree[name]?.length ?? count;
    if (length === count) continue;
    throw new ArgumentError({ argument: name, expected: `${count} values, one per parent`, found: String(length) });
  }
  for (let i = 0; i < count; i++) {
    const parent = tree.parents[i]!;
    if (parent < -1 || parent >= count) {
      throw new ArgumentError({ argument: `parents[${i}]`, expected: `-1 to ${count - 1}`, found: String(parent) });
    }
    if (!Number.isFinite(tree.x[i]! + tree.y[i]! + tree.z[i]!)) {
      const found = [tree.x[i], tree.y[i], tree.z[i]].join(", ");
      throw new ArgumentError({ argument: `point ${i}`, expected: "finite coordinates", found });
    }
  }
  if (tree.numbers && new Set(tree.numbers).size < count) {
    throw new ArgumentError({ argument: "numbers", expected: "every number once", found: "one of them twice" });
  }
}
