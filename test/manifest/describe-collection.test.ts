import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeCollection } from "../../src/manifest/describe-collection.js";
import { loadManifests } from "../../src/node/manifests.js";
import { packageRoot } from "../../src/node/package-root.js";
import { exampleManifest } from "../support/example-manifest.js";

const page = join(packageRoot(), "docs", "worm-recordings.md");

describe("docs/worm-recordings.md", () => {
  it("is what the manifests say; NEUROLOOM_UPDATE=1 rewrites it", async () => {
    const text = describeCollection([...(await loadManifests(join(packageRoot(), "data-manifests"))).values()]);
    if (process.env.NEUROLOOM_UPDATE) writeFileSync(page, text);
    expect(readFileSync(page, "utf8")).to.equal(text);
  });

  it("calls unknown what is unknown, and leaves out datasets that are no part of it", () => {
    const published = {
      ...{ sourceDataset: "Example2020", worms: 3, meanLabelled: null, meanRecorded: 127, quantity: "dF/F" },
      ...({ naming: "plain", imputes: true, dropped: "behaviour" } as const),
    };
    const collection = { records: "neurons", nativeRate: null, reads: "traces", published };
    const text = describeCollection([exampleManifest({ collection }), exampleManifest({ id: "other" })]);
    expect(text).to.contain("| [example2020](datasets.md#example2020) | neurons | unknown | `ratio` (unit unknown) |");
    expect(text).to.contain("| example2020 | Example2020 | 3 | unknown, 127 | dF/F | as labelled | yes | behaviour |");
    expect(text).not.to.contain("other");
    const alone = describeCollection([exampleManifest({ collection: { ...collection, published: null } })]);
    expect(alone).to.contain("| example2020 | not in it |");
  });
});
