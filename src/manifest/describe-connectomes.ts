import * as z from "zod/mini";
import { SchemaError } from "../errors.js";
import type { Check } from "../tables/check.js";
import { testedOn } from "./manifest-words.js";
import { table } from "./markdown-table.js";
import type { Manifest } from "./schema.js";
import { parseWithSchema } from "./schema-issues.js";

/** The fact `comparison` of a dataset of wiring diagrams: what it counts, and what became of it. */
const comparison = z.strictObject({
  counts: z.string(),
  unit: z.string(),
  /** What our reader takes. */
  reads: z.string(),
  /** What other collections and packages leave out or change. */
  others_drop: z.string(),
});

/** What the page shows of each entry of the fact `annotations`. */
const annotations = z.array(
  z.looseObject({
    id: z.string(),
    edition: z.string(),
    family: z.string(),
    sex: z.nullable(z.string()),
    stage: z.nullable(z.string()),
    region: z.nullable(z.string()),
    unit: z.nullable(z.string()),
  }),
);

type Annotation = z.infer<typeof annotations>[number];

interface Source {
  readonly manifest: Manifest;
  readonly comparison: z.infer<typeof comparison>;
  readonly annotations: readonly Annotation[];
}

/**
 * The page that compares the sources of wiring, in Markdown, derived from the facts `comparison` and `annotations` of
 * the manifests and from their expected facts, in the order of the manifests.
 *
 * @throws SchemaError for a fact of another shape
 */
export function describeConnectomes(manifests: readonly Manifest[]): string {
  const sources = manifests.filter(({ facts }) => Object.hasOwn(facts, "comparison")).map(sourceOf);
  const all = sources.flatMap(({ manifest, annotations }) => annotations.map((one) => ({ manifest, one })));
  return `${[
    "# Worm wirings, source by source",
    "",
    "Made from the manifests in `data-manifests`; do not edit by hand. What no source states is called unknown.",
    "",
    "## What each source counts, and what is read of it",
    "",
    ...table(
      ["source", "counts", "unit", "read", "what others drop", "reader was run on"],
      sources.map(({ manifest, comparison: { counts, unit, reads, others_drop } }) => {
        return [`[${manifest.id}](datasets.md#${manifest.id})`, counts, unit, reads, others_drop, testedOn(manifest)];
      }),
    ),
    "",
    "## Every annotation",
    "",
    "Annotations of one family share animals or images: together they are one independent observation.",
    "",
    ...table(
      ["connectome", "edition", "family", "sex", "stage", "region", "unit"],
      all.map(({ one }) => [
        ...[`\`${one.id}\``, one.edition, one.family],
        ...[one.sex, one.stage, one.region, one.unit].map((word) => word ?? "unknown"),
      ]),
    ),
    "",
    "## Totals between the 300 names",
    "",
    "The 300 names are the 302 neurons without CANL and CANR. Rows of one ordered pair are added; a gap pair counts once, with the larger of its two directions. In brackets: pairs of a neuron with itself.",
    "",
    ...table(
      ["connectome", "neurons", "chemical edges", "chemical weight", "gap pairs", "gap weight", "unit of weights"],
      all.map(totals).filter((cells) => cells.slice(1, -1).some((cell) => cell !== "")),
    ),
  ].join("\n")}\n`;
}

function sourceOf(manifest: Manifest): Source {
  const { facts } = manifest;
  const about = Object.hasOwn(facts, "annotations") ? facts.annotations!.value : [];
  return {
    manifest,
    comparison: parsed(comparison, manifest, "comparison", facts.comparison!.value),
    annotations: parsed(annotations, manifest, "annotations", about),
  };
}

function parsed<S extends z.ZodMiniType>(schema: S, { id }: Manifest, name: string, value: unknown): z.output<S> {
  const result = parseWithSchema(schema, value);
  if ("value" in result) return result.value;
  const issues = result.issues.map((issue) => `facts.${name}.value: ${issue}`);
  throw new SchemaError({ file: `${id}.json`, issues });
}

function totals({ manifest, one }: { readonly manifest: Manifest; readonly one: Annotation }): readonly string[] {
  const count = (where: Check["where"]) =>
    expectedNumber(manifest, { table: "edges", where: { connectome_id: one.id, listed: true, ...where } });
  const weight = (kind: string) => {
    const where = { connectome_id: one.id, listed: true, kind };
    return expectedNumber(manifest, { table: "edges", where, column: "weight", measure: "sum" });
  };
  const withSelf = (kind: string) => {
    const self = count({ kind, self_loop: true });
    return `${count({ kind })}${self === "" ? "" : ` (${self})`}`;
  };
  const where = { connectome_id: one.id };
  const neurons = expectedNumber(manifest, { table: "connectomes", where, column: "n_listed" });
  const numbers = [neurons, withSelf("chemical"), weight("chemical"), withSelf("gap"), weight("gap")];
  return [`\`${one.id}\``, ...numbers, one.unit ?? "unknown"];
}

type Wanted = Pick<Check, "table" | "column" | "where" | "measure">;

/** What a manifest expects of exactly these rows; empty where it says nothing. */
function expectedNumber({ expected }: Manifest, wanted: Wanted): string {
  const keyOf = ({ table: name, column, where = {}, measure }: Wanted) =>
    JSON.stringify([name, column, measure, Object.entries(where).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const key = keyOf(wanted);
  const check = expected.find((one) => keyOf(one) === key);
  return typeof check?.equals === "number" ? check.equals.toLocaleString("en-US") : "";
}
