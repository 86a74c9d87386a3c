import * as z from "zod/mini";
import { checkSchema } from "../../tables/check.js";

const path = z
  .string()
  .check(
    z.regex(
      /^(?!\/)(?![A-Za-z]:)(?!.*(^|\/)\.\.?(\/|$))(?!.*\/\/)(?!.*\/$)[^\\\0]+$/,
      "expected a path with / below the folder of the manifest, without . and ..",
    ),
  );
const key = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]*$/, "expected a lower-case key of letters, digits, - and _"));
const name = z.string().check(z.minLength(1));
/** A column by its name in the first row, or by its number from 1. */
const column = z.union([name, z.int().check(z.positive())]);
const positive = z.number().check(z.positive());
const timeUnit = z.enum(["s", "ms", "min", "frame"]);

const time = z.strictObject({
  /** The column of a table that holds the stamps. */
  column: z.optional(column),
  /** The array of the file that holds them. */
  variable: z.optional(name),
  /** True where the first row of the table holds them, a sample per column. */
  header: z.optional(z.literal(true)),
  /** What the stamps count; frames need a rate or a step. */
  unit: z.optional(z.nullable(timeUnit)),
  rate_hz: z.optional(z.nullable(positive)),
  step_s: z.optional(z.nullable(positive)),
});

const traces = z.strictObject({
  /** What one neuron is: a column of the table or matrix (time runs down), or a row. */
  orientation: z._default(z.enum(["columns", "rows"]), "columns"),
  /** The array of the file. */
  variable: z.optional(name),
  /** Of a table with a neuron per column: which columns, or the rest, which nothing else names. */
  columns: z.optional(z.union([z.literal("rest"), z.array(column)])),
  /** Columns that are no traces; with a neuron per row, labels of rows. */
  except: z.optional(z.array(column)),
  /** Of a table with a neuron per row: the column of the first sample. */
  first_column: z.optional(column),
  quantity: z.optional(z.nullable(name)),
  unit: z.optional(z.nullable(z.string())),
});

const labels = z.strictObject({
  /** The names of the columns are the labels; a unit in brackets at their end is not part of them. */
  header: z.optional(z.literal(true)),
  /** The column of labels: of the table itself, or of `file`. */
  column: z.optional(column),
  variable: z.optional(name),
  /** A text file with a label per line in the order of the traces, or a table with a `column` of them. */
  file: z.optional(path),
  /** The labels themselves; null for a trace without one. */
  names: z.optional(z.array(z.nullable(z.string()))),
});

const behaviour = z.strictObject({
  column: z.optional(column),
  /** With a neuron per row: the label of the row. */
  row: z.optional(name),
  variable: z.optional(name),
  name,
  unit: z.optional(z.nullable(z.string())),
});

const events = z.strictObject({
  /** A table with a row per event. */
  file: path,
  onset: z._default(column, "onset"),
  /** Null where events are moments. */
  duration: z._default(z.nullable(column), "duration"),
  label: z._default(z.nullable(column), "label"),
  unit: z._default(z.enum(["s", "ms", "min"]), "s"),
  kind: z._default(name, "event"),
});

const table = z.strictObject({
  delimiter: z.optional(z.string().check(z.regex(/^[^"\r\n\0]$/, "expected one character"))),
  /** Whether the first row names the columns. */
  header: z._default(z.boolean(), true),
  encoding: z._default(z.enum(["utf-8", "windows-1252"]), "utf-8"),
  decimal: z._default(z.enum([".", ","]), "."),
  /** Words that stand for a missing value, besides an empty field and NaN. */
  missing: z._default(z.array(z.string()), ["NA", "N/A"]),
});

const layout = {
  table: z.optional(table),
  time: z.optional(time),
  traces: z.optional(traces),
  labels: z.optional(z.nullable(labels)),
  behaviour: z.optional(z.array(behaviour)),
  events: z.optional(z.nullable(events)),
  /** Of NIfTI files: an image on the same grid; only voxels that are not 0 in it become channels. */
  mask: z.optional(z.nullable(path)),
};

const recording = z.strictObject({
  /** Default: the name of the file without its ending. */
  id: z.optional(name),
  file: path,
  /** The file inside of a zip archive. */
  member: z.optional(path),
  subject: z.optional(z.nullable(z.string())),
  session: z.optional(z.nullable(z.string())),
  condition: z.optional(z.nullable(z.string())),
  task: z.optional(z.nullable(z.string())),
  animal_group: z.optional(z.nullable(z.string())),
  ...layout,
});

/**
 * The small manifest that a lab writes about its own files: what no file says about itself. What stands at the top
 * holds for every recording that does not say otherwise.
 */
export const ownManifestSchema = z.strictObject({
  $schema: z.optional(z.string()),
  /** Version of this format. */
  neuroloom: z.literal(1),
  id: key,
  title: z.optional(z.nullable(z.string())),
  species: z._default(z.nullable(z.string()), "C. elegans"),
  modality: z._default(name, "calcium-imaging"),
  licence: z._default(z.nullable(z.string()), null),
  citation: z._default(z.nullable(z.string()), null),
  ...layout,
  recordings: z.array(recording).check(z.minLength(1)),
  /** Facts about the tables that are compared after every `prepare`. */
  expected: z._default(z.array(checkSchema), []),
});

/** A small manifest with its defaults filled in. */
export type OwnManifest = z.output<typeof ownManifestSchema>;
export type OwnRecording = OwnManifest["recordings"][number];
export type OwnTime = z.output<typeof time>;
export type OwnTraces = z.output<typeof traces>;
export type OwnLabels = z.output<typeof labels>;
export type OwnBehaviour = z.output<typeof behaviour>;
export type OwnEvents = z.output<typeof events>;
export type OwnTable = z.output<typeof table>;
export type OwnColumn = string | number;

/** How the text of a table is read where the manifest says nothing. */
export const plainTable: OwnTable = { header: true, encoding: "utf-8", decimal: ".", missing: ["NA", "N/A"] };
