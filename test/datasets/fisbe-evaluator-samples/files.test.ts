import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { IntegrityError } from "../../../src/errors.js";
import { singleFiles } from "../../../src/manifest/single-files.js";
import { openDataStore } from "../../../src/node/data-store.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { realData } from "../../support/real-data.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

describe("a store of many files in the data store", () => {
  const folder = temporaryFolder();
  const store = "fisbe/gt/R14A02-20180905_65_A6.zarr";
  const chunk = `${store}/volumes/gt_instances/0.3.6.5`;

  it("is one entry of 851 files, each with an address, a size and a hash", async () => {
    const entry = (await loadManifest("fisbe-evaluator-samples")).files.find(({ path }) => path === store)!;
    const files = singleFiles(entry);
    expect(files.length).equal(851);
    const address =
      "https://raw.githubusercontent.com/Kainmueller-Lab/evaluate-instance-segmentation/68224bc50f848d533971ed315767acb6ed2f2fa9/tests/gt/R14A02-20180905_65_A6.zarr";
    for (const { path, urls, bytes, sha256 } of files) {
      expect(urls).deep.equal([path.replace(store, address)]);
      expect([bytes! > 0, sha256.length]).deep.equal([true, 1]);
    }
    expect(files.map(({ path }) => path)).include.members([`${store}/.zgroup`, chunk]);
  });

  it("is good as it is placed, and not with one bit of one chunk changed, or without a chunk", async function () {
    this.timeout(60_000);
    const mirror = join(folder(), "mirror");
    await mkdir(join(mirror, "fisbe/gt"), { recursive: true });
    await cp(realData(this, store), join(mirror, store), { recursive: true });
    const all = await loadManifest("fisbe-evaluator-samples");
    const manifest = { ...all, files: all.files.filter(({ path }) => path === store) };
    const open = () => openDataStore({ mirror, cacheDir: join(folder(), "cache"), offline: true, env: {} });
    const told = async () => (await (await open()).verify(manifest)).filter(({ damage, place }) => damage || !place);
    expect(await told()).deep.equal([]);
    const whole = await (await open()).ensure(manifest);
    expect((await whole.open(chunk))?.size).greaterThan(0);

    const bytes = await readFile(join(mirror, chunk));
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length - 3]! ^= 4;
    await writeFile(join(mirror, chunk), damaged);
    const [one, ...others] = await told();
    expect(others).deep.equal([]);
    expect(one!.file.path).equal(chunk);
    expect(one!.damage?.message).contain("sha256");
    const error = await caught((await open()).ensure(manifest));
    expect(error).instanceOf(IntegrityError);
    expect(error.message).contain(chunk);

    await writeFile(join(mirror, chunk), bytes);
    await rm(join(mirror, store, "volumes/gt_instances/.zarray"));
    expect((await told()).map(({ file, place }) => [file.path, place])).deep.equal([
      [`${store}/volumes/gt_instances/.zarray`, null],
    ]);
  });
});
