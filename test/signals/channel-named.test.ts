import { expect } from "chai";
import { channelNamed } from "../../src/signals/channel-named.js";
import { rowsOf } from "../../src/tables/batch.js";
import type { Row } from "../../src/tables/tables.js";
import { smallTables } from "../support/small-tables.js";

const values = [0];
const velocity = { kind: "behaviour", quantity: "velocity", values };
const tables = smallTables([
  {
    id: "worm1",
    channels: [
      { name: "AVAL", source: "AVAL?", values },
      { name: "VB2", source: "VB02", values },
      { name: "RIML", status: "bad", values },
      { name: "URADL", status: "duplicate", values },
      { name: "URADL", status: "duplicate", values },
      { name: "AVBL", status: "duplicate", values },
      { name: "AIBL", values },
      { name: "AIBL", values },
      { ...velocity, source: "speed", quantity: "forward_speed" },
      { ...velocity, source: "AVAL", quantity: "pumping" },
      { ...velocity, source: "head", quantity: "angle" },
      { ...velocity, source: "neck", quantity: "angle" },
      { name: "ASEL", status: "bad", values },
      { name: "ASEL", values },
    ],
  },
]);
const rows: readonly Row<"channels">[] = tables.flatMap((batch) =>
  batch.table === "channels" ? [...rowsOf({ ...batch, table: "channels" })] : [],
);

describe("channelNamed", () => {
  for (const [name, index, problem] of [
    ["AVAL", 0, null],
    ["VB2", 1, null],
    ["VB02", null, "absent"],
    ["AVAL?", null, "absent"],
    ["RIML", null, "absent"],
    ["URADL", null, "ambiguous"],
    ["AVBL", null, "ambiguous"],
    ["AIBL", null, "ambiguous"],
    ["speed", 8, null],
    ["forward_speed", 8, null],
    ["neck", 11, null],
    ["angle", null, "ambiguous"],
    ["ASEL", 13, null],
    ["ratio", null, "absent"],
  ] as const) {
    it(`${name} is ${problem ?? `channel ${index}`}`, () => {
      const found = channelNamed(rows, name);
      expect([found.channel?.channel_index ?? null, found.problem]).to.deep.equal([index, problem]);
    });
  }
});
