import { memoryTables } from "../../src/tables/memory-tables.js";
import { validate } from "../../src/tables/validate.js";
import { problemText } from "../../src/tables/validation/problem.js";
import type { CollectedTables } from "./collect-tables.js";

/** What is wrong with the tables that a reader gave, a line each. */
export async function problemsOf({ batches }: Pick<CollectedTables, "batches">): Promise<readonly string[]> {
  return (await validate(memoryTables(batches, { partition: "made" }))).map(problemText);
}
