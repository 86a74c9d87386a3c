import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { manifestJsonSchema } from "../../src/manifest/manifest-json-schema.js";
import { packageRoot } from "../../src/node/package-root.js";

describe("manifestJsonSchema", () => {
  const file = join(packageRoot(), "data-manifests", "schema", "manifest.schema.json");

  it("is what data-manifests/schema/manifest.schema.json holds (NEUROLOOM_UPDATE=1 writes it)", () => {
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(file, `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal(JSON.parse(JSON.stringify(manifestJsonSchema())));
  });
});
