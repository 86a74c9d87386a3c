import { expectManifestMet, expectManifestSound } from "../expect-real-dataset.js";

const ids = ["kriegeskorte2008", "alexnet-rdms", "cichy-algonauts2019", "rsatoolbox-examples"];

describe("datasets of dissimilarity matrices", () => {
  for (const id of ids) {
    it(`${id}: the manifest names files as they are`, async function () {
      await expectManifestSound(this, id);
    });
  }
  for (const id of [...ids, "similarity-repository"]) {
    it(`${id}: the files give what the manifest expects`, async function () {
      await expectManifestMet(this, id);
    });
  }
});
