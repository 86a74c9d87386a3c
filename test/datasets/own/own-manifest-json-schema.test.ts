import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ownManifestJsonSchema } from "../../../src/datasets/own/own-manifest-json-schema.js";
import { unknownKeys } from "../../../src/datasets/own/unknown-keys.js";
import { packageRoot } from "../../../src/node/package-root.js";

describe("ownManifestJsonSchema", () => {
  const file = join(packageRoot(), "data-manifests", "schema", "own-manifest.schema.json");

  it("is what data-manifests/schema/own-manifest.schema.json holds (NEUROLOOM_UPDATE=1 writes it)", () => {
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(file, `${JSON.stringify(ownManifestJsonSchema(), null, 2)}\n`);
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal(JSON.parse(JSON.stringify(ownManifestJsonSchema())));
  });

  it("lets editors leave out what has a default, and knows every key of each part", () => {
    expect(ownManifestJsonSchema()).to.deep.include({ required: ["neuroloom", "id", "recordings"] });
    const data = { labels: { nams: [] }, recordings: [{ events: { kid: "a" } }], expected: [{ tabel: 1 }] };
    expect(unknownKeys(data, ownManifestJsonSchema())).to.deep.equal([
      'labels: no key named "nams"; nearest: names',
      'recordings[0].events: no key named "kid"; nearest: kind',
    ]);
  });
});
