import type { ParquetType, SchemaElement } from "hyparquet";
import type { Column, ColumnType, TableDefinition } from "../definition.js";

/** How a column of a table stands in a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly column: Column;
  readonly physical: ParquetType;
  readonly isList: boolean;
  /** Names from the root to the leaf. */
  readonly path: readonly string[];
  /** Definition level of a value that is there. */
  readonly maxDefinition: number;
}

const physicalTypes: Readonly<Record<ColumnType, ParquetType>> = {
  string: "BYTE_ARRAY",
  json: "BYTE_ARRAY",
  boolean: "BOOLEAN",
  int32: "INT32",
  float32: "FLOAT",
  float64: "DOUBLE",
  timestamp: "INT64",
  "list<float32>": "FLOAT",
  "list<float64>": "DOUBLE",
};

/** The columns of a table in their Parquet form, in the order of the definition. */
export function parquetColumns(definition: TableDefinition): readonly ParquetColumn[] {
  return Object.entries(definition.columns).map(([name, column]) => {
    const isList = column.type.startsWith("list<");
    const path = isList ? [name, "list", "element"] : [name];
    const maxDefinition = (column.nullable ? 1 : 0) + (isList ? 2 : 0);
    return { name, column, physical: physicalTypes[column.type], isList, path, maxDefinition };
  });
}

/**
 * The schema of a table's Parquet files. Lists have the standard three levels with nullable elements. JSON text is
 * written as a plain string, because readers disagree about the JSON type; the column notes of the file name it.
 */
export function parquetSchemaOf(columns: readonly ParquetColumn[]): SchemaElement[] {
  const schema: SchemaElement[] = [{ name: "schema", num_children: columns.length }];
  for (const { name, column, physical, isList } of columns) {
    const repetition_type = column.nullable ? "OPTIONAL" : "REQUIRED";
    if (isList) {
      schema.push({ name, repetition_type, num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } });
      schema.push({ name: "list", repetition_type: "REPEATED", num_children: 1 });
      schema.push({ name: "element", repetition_type: "OPTIONAL", type: physical });
    } else {
      schema.push({ name, repetition_type, type: physical, ...annotations[column.type] });
    }
  }
  return schema;
}

const annotations: { readonly [type in ColumnType]?: Partial<SchemaElement> } = {
  string: { converted_type: "UTF8", logical_type: { type: "STRING" } },
  json: { converted_type: "UTF8", logical_type: { type: "STRING" } },
  timestamp: {
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
};
