import { expect } from "chai";
import { partReader } from "../../src/operations/part-reader.js";
import { batchOf } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableQuery } from "../../src/tables/table-reader.js";

describe("the tables of one part of the work", () => {
  const runs = ["one", "two"].map((volume_id, z) => ({ volume_id, channel: 0, instance: 1, z, y: 0, x: 0, length: 2 }));
  const tables = memoryTables([batchOf("voxel_runs", runs)], { partition: "made" });
  const part = partReader(tables, { dataset_id: "made", column: "volume_id", id: "two" });

  async function planes(where?: TableQuery["where"]): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    for await (const { columns } of part.read("voxel_runs", where ? { where } : {})) {
      found.push(...Array.from(columns.z!));
    }
    return found;
  }

  it("have its rows", async () => {
    expect(await planes()).deep.equal([1]);
    expect(await planes({ volume_id: "two" })).deep.equal([1]);
    expect(await planes({ volume_id: ["one", "two"], dataset_id: "made" })).deep.equal([1]);
  });

  it("have nothing for a query that asks for other parts", async () => {
    expect(await planes({ volume_id: "one" })).deep.equal([]);
    expect(await planes({ dataset_id: "another" })).deep.equal([]);
  });
});
