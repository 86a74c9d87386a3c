import { FormatError } from "../../errors.js";
import type { Hdf5Dataset, Hdf5File } from "../hdf5.js";
import { type Mat73Attributes, mat73Attributes } from "./mat73-attributes.js";
import { opaqueShape } from "./opaque-shape.js";
import { isNumericClass } from "./to-class.js";

/** What the reader treats alike. */
export type Mat73Kind = "numeric" | "logical" | "char" | "cell" | "struct" | "sparse" | "opaque";

/** An array of MATLAB as it stands in an HDF5 file, its elements not read yet. */
export interface Mat73Node {
  readonly path: string;
  readonly kind: Mat73Kind;
  /** The class in MATLAB. */
  readonly className: string;
  /** In MATLAB's order, the reverse of HDF5's. [] when unknown. */
  readonly shape: readonly number[];
  readonly attributes: Mat73Attributes;
  /** Undefined for a group. */
  readonly dataset: Hdf5Dataset | undefined;
  /** Names in a group. */
  readonly members: readonly string[];
  /** True for a structure array, whose fields hold references to the values of its elements. */
  readonly isStructArray: boolean;
}

/** Axes of one array; what stands for an object has a few numbers more. */
const mostAxes = 64;

/** Looks at the array at `path`. @throws FormatError */
export async function mat73Node(file: Hdf5File, fileName: string, path: string): Promise<Mat73Node> {
  const isGroup = (await file.kind(path)) === "group";
  const attributes = await mat73Attributes(file, path);
  if (isGroup) return groupNode(file, fileName, path, attributes);
  const dataset = await file.dataset(path);
  const className = attributes.className ?? classOf(dataset);
  const node = { path, attributes, dataset, members: [], isStructArray: false };
  if (attributes.isEmpty) {
    const shape = Array.from(await fewNumbers(dataset));
    const isValid = shape.length >= 2 && shape.every((length) => Number.isSafeInteger(length) && length >= 0);
    if (!isValid || !shape.includes(0)) {
      const found = `one of ${shape.join(" × ")}`;
      throw new FormatError({ file: fileName, place: path, expected: "an array without elements", found });
    }
    const known = className === "canonical empty" ? "double" : className;
    return { ...node, kind: kindOf(known), className: known, shape };
  }
  const kind = kindOf(className);
  if (kind === "opaque") {
    return { ...node, kind, className, shape: opaqueShape(await fewNumbers(dataset)) };
  }
  if (kind === "struct") {
    throw new FormatError({ file: fileName, place: path, expected: "a group for class struct", found: "a dataset" });
  }
  const reversed = [...(dataset.shape ?? [0, 0])].reverse();
  const shape = reversed.length >= 2 ? reversed : [reversed[0] ?? 1, 1];
  return { ...node, kind, className, shape };
}

async function groupNode(
  file: Hdf5File,
  fileName: string,
  path: string,
  attributes: Mat73Attributes,
): Promise<Mat73Node> {
  const className = attributes.className ?? "struct";
  const members = (await file.list(path)).map((entry) => entry.name);
  const node = { path, attributes, className, members, dataset: undefined, isStructArray: false };
  const rows = attributes.sparseRows;
  if (rows !== undefined) {
    if (!(Number.isSafeInteger(rows) && rows >= 0)) {
      throw new FormatError({ file: fileName, place: path, expected: "a number of rows", found: String(rows) });
    }
    const starts = members.includes("jc") ? (await file.dataset(`${path}/jc`)).shape : null;
    return { ...node, kind: "sparse", shape: [rows, Math.max(0, (starts?.[0] ?? 0) - 1)] };
  }
  // Objects of classes older than 2008 keep their data in fields; function handles do too, but only MATLAB reads them.
  const isStruct = className === "struct" || attributes.objectDecode === 2;
  if (!isStruct) return { ...node, kind: "opaque", shape: className === "function_handle" ? [1, 1] : [] };
  const shape = await structArrayShape(file, path, members);
  return { ...node, kind: "struct", isStructArray: shape !== undefined, shape: shape ?? [1, 1] };
}

/** A structure array has in each field references without a class of their own; any other structure is a single one. */
async function structArrayShape(
  file: Hdf5File,
  path: string,
  members: readonly string[],
): Promise<readonly number[] | undefined> {
  const [first] = members;
  const field = `${path}/${first}`;
  if (first === undefined || (await file.kind(field)) !== "dataset") return undefined;
  const { type, shape } = await file.dataset(field);
  if (type.kind !== "reference" || shape === null || shape.length < 2) return undefined;
  return (await mat73Attributes(file, field)).className === undefined ? [...shape].reverse() : undefined;
}

/** The class that MATLAB would give to a dataset that another program wrote. */
function classOf(dataset: Hdf5Dataset): string {
  const classes: Readonly<Record<string, string>> = { float64: "double", float32: "single", reference: "cell" };
  const name = classes[dataset.dtype] ?? dataset.dtype;
  return name === "compound" && isComplex(dataset) ? "double" : name;
}

/** True for pairs of real and imaginary parts. */
export function isComplex({ type }: Hdf5Dataset): boolean {
  return type.kind === "compound" && type.members.map((member) => member.name).join() === "real,imag";
}

function kindOf(className: string): Mat73Kind {
  const own = ["logical", "char", "cell", "struct"] as const;
  return own.find((name) => name === className) ?? (isNumericClass(className) ? "numeric" : "opaque");
}

/** The numbers of a short dataset; none where it is long or holds others. */
async function fewNumbers(dataset: Hdf5Dataset): Promise<ArrayLike<number>> {
  const count = (dataset.shape ?? [0]).reduce((product, length) => product * length, 1);
  if (count > mostAxes || (dataset.type.kind !== "integer" && dataset.type.kind !== "float")) return [];
  return dataset.numbers();
}
