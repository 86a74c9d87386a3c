import { ArgumentError, EmptyResultError } from "../../errors.js";
import { chooseRdms } from "../../rsa/stack/choose.js";
import { concatRdms } from "../../rsa/stack/concat-rdms.js";
import { rdmDescriptor } from "../../rsa/stack/descriptor-values.js";
import { meanRdm } from "../../rsa/stack/mean-rdm.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import { arrangeConditions } from "../../rsa/stack/reorder.js";
import { rowsOf } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { RdmChoice } from "./rdm-choice.js";
import type { RdmRow } from "./rdm-row.js";
import { type RdmEntryRow, stackOf } from "./rdm-rows.js";
import { transformed } from "./rdm-transforms.js";

/** The tables that a choice reads, and the column that separates datasets or analyses. */
const sources = {
  dataset: { rdms: "rdms", entries: "rdm_entries", partition: "dataset_id" },
  analysis: { rdms: "computed_rdms", entries: "computed_rdm_entries", partition: "analysis_id" },
} as const;

/** The tables that operations on RDMs read. */
export const rdmTables = ["rdms", "rdm_entries", "computed_rdms", "computed_rdm_entries"] as const;

type Partitioned = Readonly<Record<"dataset_id" | "analysis_id", string>>;

/**
 * The chosen RDMs over the union of their conditions: read, in the order of a list under `rdm_id` or else of the tables,
 * then averaged, brought to the chosen conditions and transformed.
 *
 * @throws EmptyResultError where no RDM is chosen; ArgumentError for ids that two datasets have, and conditions that no
 *   RDM has; UnknownNameError for a column that is none
 */
export async function readRdmChoice(
  input: TableReader,
  choice: RdmChoice,
  { signal }: { readonly signal: AbortSignal },
): Promise<RdmStack> {
  const { rdms, entries, partition } = sources[choice.analysis === undefined ? "dataset" : "analysis"];
  const where = { ...choice.where, ...(choice.analysis === undefined ? {} : { analysis_id: choice.analysis }) };
  const found: (RdmRow & Partitioned)[] = [];
  for await (const batch of input.read(rdms, { where, signal })) {
    found.push(...(rowsOf({ ...batch, table: rdms }) as Iterable<RdmRow & Partitioned>));
  }
  if (found.length === 0) {
    const what = `RDMs with ${JSON.stringify(where)} in ${rdms}`;
    throw new EmptyResultError({
      what,
      next: `see which there are: npx neuroloom query "SELECT rdm_id, title FROM ${rdms}"`,
    });
  }
  checkIds(found, partition);
  const rows = inListedOrder(found, choice.where.rdm_id);
  const homes = new Map(rows.map((row) => [row.rdm_id, row[partition]]));
  const pairs: RdmEntryRow[] = [];
  const own = { rdm_id: [...homes.keys()], [partition]: [...new Set(homes.values())] };
  for await (const batch of input.read(entries, { where: own, signal })) {
    for (const row of rowsOf({ ...batch, table: entries }) as Iterable<RdmEntryRow & Partitioned>) {
      if (homes.get(row.rdm_id) === row[partition]) pairs.push(row);
    }
  }
  const averaged = averagedBy(stackOf(rows, pairs), choice.mean_by);
  const { conditions, transforms } = choice;
  return transformed(conditions ? arrangeConditions(averaged, "condition", conditions) : averaged, transforms);
}

function checkIds(rows: readonly (RdmRow & Partitioned)[], partition: "dataset_id" | "analysis_id"): void {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const other = seen.get(row.rdm_id);
    if (other !== undefined) {
      const found = `${row.rdm_id} in ${other} and in ${row[partition]}`;
      const next = `choose one of them by ${partition}`;
      throw new ArgumentError({ argument: "where", expected: "RDMs whose ids differ", found, next });
    }
    seen.set(row.rdm_id, row[partition]);
  }
}

function inListedOrder<T extends RdmRow>(rows: readonly T[], listed: unknown): readonly T[] {
  if (!Array.isArray(listed)) return rows;
  return rows.toSorted((a, b) => listed.indexOf(a.rdm_id) - listed.indexOf(b.rdm_id));
}

function averagedBy(stack: RdmStack, columns: readonly string[] | undefined): RdmStack {
  if (!columns) return stack;
  const entries = columns.map((column) => rdmDescriptor(stack, column));
  const groups = new Map<string, number[]>();
  for (let rdm = 0; rdm < stack.nRdms; rdm++) {
    const name = entries.map((values) => String(values[rdm])).join(" ") || "mean";
    groups.set(name, [...(groups.get(name) ?? []), rdm]);
  }
  return concatRdms([...groups].map(([id, members]) => meanRdm(chooseRdms(stack, members), { id })));
}
