import { FormatError } from "../../errors.js";
import type { Hdf5Datatype } from "./datatype.js";
import { holdsPointers } from "./datatype.js";
import { decodeElements } from "./decode.js";
import type { LibraryModule } from "./library-module.js";
import type { Hdf5Session } from "./session.js";
import type { Hdf5List } from "./values.js";
import type { Box } from "./window.js";
import { elementCount, parts, rowMajorStrides } from "./window.js";

/** What one call of the library reads, about. */
const callBytes = 8 * 1024 * 1024;
/** Elements that refer to other places of the file are read in smaller calls. */
const callPointers = 4096;

/** Where and how the elements of a dataset lie. */
export interface DatasetLayout {
  readonly path: string;
  readonly shape: readonly number[];
  readonly chunks: readonly number[] | null;
  readonly type: Hdf5Datatype;
}

/** Reads the elements of `box` in C order, part by part, so that the library never holds much of it. */
export async function readBox(session: Hdf5Session, layout: DatasetLayout, box: Box): Promise<Hdf5List> {
  const { type, path, shape, chunks } = layout;
  const isPlain = type.kind === "integer" || type.kind === "enum" || type.kind === "float";
  const count = elementCount(box.count);
  const names = { file: session.source.name, path };
  const target = new Uint8Array(isPlain ? count * type.bytes : 0);
  const values: unknown[] = [];
  const limit = holdsPointers(type) ? callPointers : Math.max(1, Math.floor(callBytes / type.bytes));
  for (const part of parts(box, shape, chunks, limit)) {
    const { starts: rows, length: rowLength } = runs(box, part);
    await session.run(
      path,
      (module, file) =>
        withElements(module, file, layout, part, names.file, (bytes) => {
          if (isPlain) {
            const rowBytes = rowLength * type.bytes;
            rows.forEach((start, row) => {
              target.set(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), start * type.bytes);
            });
            return;
          }
          const elements = decodeElements(type, {
            bytes,
            count: elementCount(part.count),
            heap: module.HEAPU8,
            ...names,
          });
          rows.forEach((start, row) => {
            for (let i = 0; i < rowLength; i++) values[start + i] = elements[row * rowLength + i];
          });
        }),
      elementCount(chunks ?? []) * type.bytes,
    );
  }
  if (isPlain) return decodeElements(type, { bytes: target, count, heap: target, ...names });
  return values as Hdf5List;
}

/** The stretches of the elements of `box` that `part` fills, in order: one where it takes all of the later axes. */
function runs(box: Box, part: Box): { readonly starts: readonly number[]; readonly length: number } {
  if (part.count.every((n, axis) => axis === 0 || n === box.count[axis])) {
    const [first = 0] = part.offset;
    const start = (first - (box.offset[0] ?? 0)) * elementCount(box.count.slice(1));
    return { starts: [start], length: elementCount(part.count) };
  }
  return { starts: [...rowStarts(box, part)], length: part.count.at(-1) ?? 1 };
}

/** Positions, in the elements of `box`, where the rows (last axis) of `part` begin. */
function* rowStarts(box: Box, part: Box): Iterable<number> {
  const strides = rowMajorStrides(box.count);
  const rank = box.count.length;
  const index = new Array<number>(rank).fill(0);
  const rows = elementCount(part.count.slice(0, -1));
  for (let row = 0; row < rows; row++) {
    let start = 0;
    for (let axis = 0; axis < rank; axis++) {
      start += (part.offset[axis]! - box.offset[axis]! + index[axis]!) * strides[axis]!;
    }
    yield start;
    for (let axis = rank - 2; axis >= 0; axis--) {
      index[axis] = index[axis]! + 1;
      if (index[axis]! < part.count[axis]!) break;
      index[axis] = 0;
    }
  }
}

/** Reads `part` into the library's memory, hands the bytes to `use`, and frees all of it again. */
function withElements(
  module: LibraryModule,
  file: bigint,
  layout: DatasetLayout,
  part: Box,
  name: string,
  use: (bytes: Uint8Array) => void,
): void {
  const { path, type } = layout;
  const size = elementCount(part.count) * type.bytes;
  const pointer = allocate(module, size, name, path);
  const count = part.count.map(BigInt);
  const isScalar = count.length === 0;
  try {
    if (holdsPointers(type)) module.HEAPU8.fill(0, pointer, pointer + size);
    const [from, length, step] = isScalar ? [null, null, null] : [part.offset.map(BigInt), count, count.map(() => 1n)];
    const status = module.get_dataset_data(file, path, length, from, step, BigInt(pointer));
    if (status < 0) return;
    use(module.HEAPU8.subarray(pointer, pointer + size));
    if (holdsPointers(type)) module.reclaim_vlen_memory_count(file, path, "", BigInt(pointer), count);
  } finally {
    module._free(pointer);
  }
}

/** Allocates in the library's memory. @throws FormatError when it has not that much */
export function allocate(module: LibraryModule, size: number, file: string, path: string): number {
  const pointer = module._malloc(Math.max(1, size));
  if (pointer !== 0) return pointer;
  throw new FormatError({ file, place: path, expected: "a part that fits into memory", found: `${size} bytes` });
}
