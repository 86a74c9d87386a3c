import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { SchemaError, UnknownNameError } from "../../src/errors.js";
import { loadManifest, loadManifests } from "../../src/node/manifests.js";
import { caught } from "../support/caught.js";
import { exampleManifest } from "../support/example-manifest.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("loadManifests", () => {
  const folder = temporaryFolder();
  const place = (name: string, fields: Parameters<typeof exampleManifest>[0]) =>
    writeFile(join(folder(), name), JSON.stringify(exampleManifest(fields)));

  it("reads every manifest of the package", async () => {
    const manifests = await loadManifests();
    expect([...manifests.keys()]).to.include.members(["celegans-neurons", "dag2023", "flavell2023", "kato2015"]);
    expect([...manifests.keys()]).to.deep.equal([...manifests.keys()].sort());
  });

  it("finds a manifest by id and alias in any case, and names the nearest otherwise", async () => {
    await place("example2020.json", {});
    expect((await loadManifest("Example2020", folder())).id).to.equal("example2020");
    expect((await loadManifest("EXAMPLE", folder())).id).to.equal("example2020");
    const error = await caught(loadManifest("example2021", folder()));
    expect(error).to.be.instanceOf(UnknownNameError);
    expect(error.message).to.contain("nearest: example2020").and.contain("neuroloom list");
  });

  it("refuses a manifest that is not named after its id", async () => {
    await place("other.json", {});
    expect(await caught(loadManifests(folder())))
      .to.be.instanceOf(SchemaError)
      .and.include({ file: "other.json" });
  });

  it("refuses two manifests that share a name", async () => {
    await place("a.json", { id: "a", aliases: ["same"] });
    await place("b.json", { id: "b", aliases: ["Same"] });
    expect((await caught(loadManifests(folder()))).message).to.contain(
      'b.json: aliases: "Same" is a name of a already',
    );
  });
});
