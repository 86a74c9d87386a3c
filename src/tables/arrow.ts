import {
  Bool,
  type DataType,
  Field,
  Float32,
  Float64,
  Int32,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import { ArgumentError } from "../errors.js";
import { rowCount, type TableBatch } from "./batch.js";
import { checkBatch } from "./check-batch.js";
import { columnUnit } from "./column-unit.js";
import type { ColumnType } from "./definition.js";
import { type TableName, tableDefinition } from "./tables.js";

const arrowTypes: Readonly<Record<ColumnType, () => DataType>> = {
  string: () => new Utf8(),
  json: () => new Utf8(),
  boolean: () => new Bool(),
  int32: () => new Int32(),
  float32: () => new Float32(),
  float64: () => new Float64(),
  timestamp: () => new TimestampMillisecond("UTC"),
  "list<float32>": () => new List(new Field("element", new Float32(), true)),
  "list<float64>": () => new List(new Field("element", new Float64(), true)),
};

/**
 * The Arrow schema of a table, the partition column first. Descriptions and units stand in the metadata of the fields,
 * name, grain, key and schema version in that of the schema.
 */
export function arrowSchema(table: TableName): Schema {
  const definition = tableDefinition(table);
  const partition = new Field(definition.partition, new Utf8(), false, new Map([["description", "The partition."]]));
  const fields = Object.entries(definition.columns).map(([name, { type, nullable, description }]) => {
    const unit = columnUnit(name);
    const notes = new Map([["description", description]]);
    if (unit !== null) notes.set("unit", unit);
    return new Field(name, arrowTypes[type](), nullable, notes);
  });
  const metadata = new Map([
    ["neuroloom.table", definition.name],
    ["neuroloom.schema_version", String(definition.version)],
    ["neuroloom.grain", definition.grain],
    ["neuroloom.key", definition.key.join(",")],
  ]);
  return new Schema([partition, ...fields], metadata);
}

/**
 * Batches of one table as an Arrow table, one record batch each. Missing samples in lists are nulls.
 *
 * @param options.partition the dataset or analysis of batches that do not carry the partition column
 * @throws ArgumentError without batches or with batches of several tables; TableError for a batch that breaks its definition
 */
export function toArrow(batches: readonly TableBatch[], options: { readonly partition?: string } = {}): Table {
  const table = batches[0]?.table;
  if (table === undefined || batches.some((batch) => batch.table !== table)) {
    const found = table === undefined ? "none" : "batches of several tables";
    throw new ArgumentError({ argument: "batches", expected: "batches of one table", found });
  }
  const schema = arrowSchema(table);
  const { partition } = tableDefinition(table);
  return new Table(
    schema,
    batches.map((batch) => {
      const length = rowCount(batch);
      const { [partition]: given, ...own } = batch.columns;
      const ids = given ?? new Array<string>(length).fill(options.partition ?? "");
      const columns = { ...checkBatch({ table, columns: own }), [partition]: ids };
      const children = schema.fields.map((field) => arrowData(field.type, columns[field.name]!));
      return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
    }),
  );
}

/** An Arrow table that {@link toArrow} made, as batches again; nulls in lists come back as NaN. */
export function fromArrow(table: TableName, arrow: Table): readonly TableBatch[] {
  const { columns } = tableDefinition(table);
  return arrow.batches.map((batch) => {
    const values: Record<string, ArrayLike<unknown>> = {};
    for (const [index, { name }] of batch.schema.fields.entries()) {
      const vector = new Vector([batch.data.children[index]!]);
      const type = columns[name]?.type ?? "string";
      values[name] = Array.from({ length: batch.numRows }, (_, row) => fromCell(type, vector.get(row)));
    }
    return { table, columns: values };
  });
}

/** An Arrow table in the IPC file format (`.arrow`, Feather 2) or stream format. */
export function toArrowIpc(table: Table, format: "file" | "stream" = "file"): Uint8Array {
  return tableToIPC(table, format);
}

function arrowData(type: DataType, values: ArrayLike<unknown>) {
  if (type instanceof List) return listData(type, values);
  return vectorFromArray(Array.from(values), type).data[0] ?? makeData({ type: type as Utf8, length: 0, nullCount: 0 });
}

/** Lists without a number object per sample: all samples in one array, offsets, and a bit per sample that is there. */
function listData(type: List, values: ArrayLike<unknown>) {
  const rows = Array.from(values) as (Float32Array | Float64Array | null)[];
  const offsets = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) offsets[index + 1] = offsets[index]! + (row?.length ?? 0);
  const total = offsets[rows.length]!;
  const child = type.children[0]!.type as Float32 | Float64;
  const samples = child.precision === 2 ? new Float64Array(total) : new Float32Array(total);
  for (const [index, row] of rows.entries()) if (row) samples.set(row, offsets[index]!);
  const isThere = bits(samples, (sample) => !Number.isNaN(sample));
  const isList = bits(rows, (row) => row !== null);
  const element = makeData({ type: child, length: total, data: samples as Float32Array, ...isThere });
  return makeData({ type, length: rows.length, valueOffsets: offsets, child: element, ...isList });
}

function bits<T>(values: ArrayLike<T>, isSet: (value: T) => boolean): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  let nullCount = 0;
  for (let index = 0; index < values.length; index++) {
    if (isSet(values[index]!)) nullBitmap[index >> 3]! |= 1 << (index & 7);
    else nullCount++;
  }
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap };
}

function fromCell(type: ColumnType, cell: unknown): unknown {
  if (cell === null || cell === undefined) return null;
  if (type === "timestamp") return Number(cell);
  if (type !== "list<float32>" && type !== "list<float64>") return cell;
  const vector = cell as Vector;
  const list = type === "list<float32>" ? new Float32Array(vector.length) : new Float64Array(vector.length);
  for (let index = 0; index < list.length; index++) list[index] = (vector.get(index) as number | null) ?? Number.NaN;
  return list;
}
