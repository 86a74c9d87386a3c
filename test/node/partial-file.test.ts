import { expect } from "chai";
import { openPartialFile } from "../../src/node/partial-file.js";
import { exampleFile } from "../support/example-manifest.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

describe("openPartialFile", () => {
  const folder = temporaryFolder();

  it("makes its folder while others remove the folders above as empty", async () => {
    const tries = Array.from({ length: 8 }, async (_, index) => {
      const file = exampleFile({ path: `a/b/c/d/${index}.h5` });
      for (let round = 0; round < 1000; round++) {
        const partial = await openPartialFile(folder(), file);
        await partial.release();
      }
    });
    await Promise.all(tries);
    expect(await filesBelow(folder())).to.deep.equal([]);
  });
});
