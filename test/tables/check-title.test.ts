import { expect } from "chai";
import { checkTitle } from "../../src/tables/check-title.js";

const fact = { table: "events", equals: 1, source: "made up for tests" };

describe("checkTitle", () => {
  it("is the title where there is one", () => {
    expect(checkTitle({ ...fact, title: "turns" })).to.equal("turns");
  });

  it("else names measure, column or table, and conditions", () => {
    expect(checkTitle(fact)).to.equal("count events");
    expect(checkTitle({ ...fact, column: "label", where: { recording_id: ["a", "b"], event_index: 0 } })).to.equal(
      "events.label recording_id=a|b event_index=0",
    );
    expect(checkTitle({ ...fact, column: "onset_s", measure: "max" })).to.equal("max events.onset_s");
    expect(checkTitle({ ...fact, table: "signals", column: "values", at: -1 })).to.equal("signals.values[-1]");
  });
});
