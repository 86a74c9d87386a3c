import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { openHdf5 } from "../../../src/formats/hdf5.js";
import { caught } from "../../support/caught.js";
import { writtenHdf5 } from "../../support/hdf5-files.js";

const texts = ["AVAL", "a longer text", "RIML"];

/** A file with a heap of texts, and where its collection begins. */
async function fileWithHeap(): Promise<{ readonly bytes: Uint8Array; readonly heap: number }> {
  const bytes = await writtenHdf5((file) => {
    file.create_dataset({ name: "texts", data: texts, shape: [3], dtype: "S" });
  });
  return { bytes, heap: Buffer.from(bytes).indexOf("GCOL") };
}

async function readTexts(bytes: Uint8Array): Promise<readonly string[]> {
  const file = await openHdf5(memorySource("heap.h5", bytes));
  try {
    return await (await file.dataset("texts")).strings();
  } finally {
    file.close();
  }
}

describe("the global heap of an HDF5 file", () => {
  it("is read where it is sound", async () => {
    const { bytes, heap } = await fileWithHeap();
    expect(heap).to.be.greaterThan(0);
    expect(await readTexts(bytes)).to.deep.equal(texts);
  });

  const endless: readonly (readonly [string, (view: DataView, object: number) => void])[] = [
    ["an object whose size leads into emptiness", (view, object) => view.setBigUint64(object + 8, 2000n, true)],
    [
      "a free object of no size",
      (view, object) => {
        view.setUint16(object, 0);
        view.setBigUint64(object + 8, 0n, true);
      },
    ],
    ["an object of a size beyond 32 bits", (view, object) => view.setBigUint64(object + 8, 2n ** 32n - 16n, true)],
  ];
  for (const [what, damage] of endless) {
    it(`with ${what} is an error, not an endless loop`, async () => {
      const { bytes, heap } = await fileWithHeap();
      damage(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), heap + 16);
      expect((await caught(readTexts(bytes))).message).to.match(
        /^heap\.h5: \/texts: expected a readable HDF5 structure/,
      );
    });
  }
});
