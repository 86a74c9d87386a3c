import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";
import { describeTables } from "../../src/tables/describe.js";

describe("docs/tables.md", () => {
  it("is what the definitions say; when not, write describeTables() into it", () => {
    expect(readFileSync(join(packageRoot(), "docs", "tables.md"), "utf8")).to.equal(describeTables());
  });
});
