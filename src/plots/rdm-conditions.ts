import { UnknownNameError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { MatrixGroup } from "./matrix-panel.js";

/** A condition of an RDM, with what the stimuli of the folder say of it. */
export interface RdmCondition {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  /** Place in its set; null where no stimulus has this id. */
  readonly index: number | null;
}

/** Conditions in an order. */
export interface ConditionOrder {
  readonly conditions: readonly RdmCondition[];
  readonly words: string;
}

/**
 * Conditions by id with names and categories from `stimuli`, of the given dataset first, of others where it says nothing:
 * datasets that showed the same stimuli use the same ids.
 */
export async function readConditions(
  reader: TableReader,
  ids: readonly string[],
  { datasetId, signal }: { readonly datasetId?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<ReadonlyMap<string, RdmCondition>> {
  const shared = sharedPrefix(ids);
  const conditions = new Map<string, RdmCondition>(
    ids.map((id) => [id, { id, name: id.slice(shared), category: null, index: null }]),
  );
  if (!reader.tables.includes("stimuli")) return conditions;
  const columns = ["dataset_id", "stimulus_id", "stimulus_index", "name", "category"];
  for await (const batch of reader.read("stimuli", { columns, ...(signal ? { signal } : {}) })) {
    for (const row of rowsOf({ ...batch, table: "stimuli" })) {
      const known = conditions.get(row.stimulus_id);
      if (known === undefined) continue;
      const { dataset_id } = row as typeof row & { readonly dataset_id: string };
      const isOwn = dataset_id === datasetId;
      const isNamed = known.name !== known.id.slice(shared);
      const name = isNamed && !isOwn ? known.name : (row.name ?? known.name);
      const category = known.category === null || isOwn ? (row.category ?? known.category) : known.category;
      conditions.set(known.id, { id: known.id, name, category, index: known.index ?? row.stimulus_index });
    }
  }
  return conditions;
}

/** Letters that all ids begin with, up to a sign between parts: what tells the set, not the condition. */
function sharedPrefix(ids: readonly string[]): number {
  const [first = "", ...others] = ids;
  let length = 0;
  while (length < first.length && others.every((id) => id[length] === first[length])) length++;
  return others.length === 0 ? 0 : first.slice(0, length).search(/[^\p{L}\p{N}][\p{L}\p{N}]*$/u) + 1;
}

const orders: Readonly<Record<string, (conditions: readonly RdmCondition[]) => ConditionOrder>> = {
  category: (conditions) => {
    const sourced = inOrderOfSource(conditions);
    const categories = [...new Set(sourced.map(({ category }) => category))];
    // without categories this is the order of the source
    const rank = (condition: RdmCondition) => categories.indexOf(condition.category);
    return { conditions: [...sourced].sort((a, b) => rank(a) - rank(b)), words: "by category" };
  },
  source: (conditions) => ({ conditions: inOrderOfSource(conditions), words: "in the order of the source" }),
  name: (conditions) => ({
    conditions: [...conditions].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    words: "by name",
  }),
};

/**
 * Conditions by `category` (default where stimuli have one), in the order of the `source`, or by `name`.
 *
 * @throws UnknownNameError for another order.
 */
export function orderConditions(conditions: readonly RdmCondition[], order: string | undefined): ConditionOrder {
  const usual = conditions.some(({ category }) => category !== null) ? "category" : "source";
  const chosen = order ?? usual;
  const found = Object.hasOwn(orders, chosen) ? orders[chosen] : undefined;
  const known = Object.keys(orders);
  const next = `there are ${known.join(", ")}`;
  if (!found) throw new UnknownNameError({ kind: "order of conditions", name: chosen, known, next });
  return found(conditions);
}

/** Neighbours of one category; groups without a label where conditions have none. */
export function categoryGroups(conditions: readonly RdmCondition[]): readonly MatrixGroup[] {
  const groups: { label: string; count: number }[] = [];
  let before: string | null | undefined;
  for (const { category } of conditions) {
    if (category === before) groups.at(-1)!.count += 1;
    else groups.push({ label: category ?? "", count: 1 });
    before = category;
  }
  return groups;
}

/** Categories in the order of first appearance. */
export function categoriesOf(conditions: readonly RdmCondition[]): readonly string[] {
  return [...new Set(conditions.flatMap(({ category }) => category ?? []))];
}

function inOrderOfSource(conditions: readonly RdmCondition[]): readonly RdmCondition[] {
  return conditions.every(({ index }) => index !== null)
    ? [...conditions].sort((a, b) => a.index! - b.index!)
    : [...conditions];
}
