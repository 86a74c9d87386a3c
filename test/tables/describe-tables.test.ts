import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "../../src/node/package-root.js";
import { describeTables } from "../../src/tables/describe.js";

const page = join(packageRoot(), "docs", "tables.md");

describe("docs/tables.md", () => {
  it("is what the definitions say; NEUROLOOM_UPDATE=1 rewrites it", () => {
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(page, describeTables());
    expect(readFileSync(page, "utf8")).to.equal(describeTables());
  });
});
