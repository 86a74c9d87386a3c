import { ArgumentError } from "../../errors.js";
import { chooseConditions } from "./choose.js";
import { namelessStack } from "./nameless-stack.js";
import type { RdmStack } from "./rdm-stack.js";

/** What to do where two stacks do not have the same conditions. */
export interface AlignOptions {
  /** `same` (default): an error; `shared`: only the conditions that both have are kept. */
  readonly conditions?: "same" | "shared";
}

/** Two stacks over the same conditions in the same order, ready to be compared. */
export interface AlignedStacks {
  readonly x: RdmStack;
  readonly y: RdmStack;
  /** Ids that only one of them had. */
  readonly dropped: readonly string[];
}

/**
 * Brings two stacks over the same conditions: joined by the conditions' ids, in the order of the first, never by
 * position.
 *
 * @throws ArgumentError where the sets differ and `conditions` is `same`, where fewer than two are shared, and where a
 *   stack names no conditions
 */
export function alignRdms(x: RdmStack, y: RdmStack, { conditions = "same" }: AlignOptions = {}): AlignedStacks {
  if (x.namedByPosition || y.namedByPosition) throw namelessStack();
  const positions = new Map(y.conditions.map((id, index) => [id, index]));
  const known = new Set(x.conditions);
  const shared = x.conditions.filter((id) => positions.has(id));
  const dropped = [...x.conditions.filter((id) => !positions.has(id)), ...y.conditions.filter((id) => !known.has(id))];
  if ((conditions === "same" && dropped.length > 0) || shared.length < 2) {
    throw new ArgumentError({
      argument: "conditions",
      expected: conditions === "same" ? "two stacks over the same conditions" : "two or more conditions that both have",
      found: `${shared.length} shared, ${dropped.length} in one only (${dropped.slice(0, 3).join(", ")})`,
      ...(conditions === "same" && shared.length > 1 && { next: 'give conditions: "shared" to compare over these' }),
    });
  }
  const own = new Map(x.conditions.map((id, index) => [id, index]));
  const choose = (stack: RdmStack, index: ReadonlyMap<string, number>) =>
    chooseConditions(
      stack,
      shared.map((id) => index.get(id)!),
      shared,
    );
  return { x: choose(x, own), y: choose(y, positions), dropped };
}
