import { expect } from "chai";
import type { FileSet } from "../../../src/bytes/file-set.js";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { arrayChoice } from "../../../src/datasets/volumes/array-choice.js";
import { openVolumeArray } from "../../../src/datasets/volumes/open-volume-array.js";
import { volumePlace } from "../../../src/datasets/volumes/volume-place.js";
import { collectLabelVolume } from "../../../src/volumes/collect-label-volume.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeNifti } from "../../support/make-nifti.js";
import { bytesOf, makeNpy } from "../../support/make-npy.js";
import { makeZip } from "../../support/make-zip.js";
import { messageOf } from "../../support/message-of.js";
import { survive } from "../../support/survive.js";
import { writeHdf5 } from "../../support/write-hdf5.js";
import { madeZarr } from "./made-zarr.js";

describe("a volume whatever it is stored as", () => {
  const shape = [3, 4, 5];
  const values = Uint8Array.from({ length: 60 }, (_, at) => [0, 0, 1, 1, 0, 2, 7][(at * at) % 7]!);
  const labels = { shape, values, chunks: [2, 3, 5] };
  const store = madeZarr("fly/a.zarr", { "volumes/gt_instances": labels, "volumes/raw": labels });
  const zipOf = (files: Readonly<Record<string, Uint8Array>>) =>
    makeZip(Object.entries(files).map(([name, bytes]) => ({ name: name.replace("fly/", ""), bytes, deflated: true })));
  const nifti = makeNifti({ shape: [5, 4, 3], datatype: 2, bitpix: 8, values });
  let files: FileSet;
  before(async () => {
    const data = Float64Array.from(values);
    const hdf5 = await writeHdf5({
      "volumes/gmm_label_cleaned": { shape, data },
      "volumes/gmm_image": { shape, data },
    });
    files = memoryFiles({
      ...store,
      "fly/a.zip": zipOf(store),
      "fly/a.hdf": hdf5,
      "fly/a.npy": makeNpy({ descr: "|u1", shape }, values),
      "fly/a.nii": nifti,
      "fly/a.nii.gz": makeNifti({ shape: [5, 4, 3], datatype: 2, bitpix: 8, values, gzip: true }),
      "fly/page.html": new TextEncoder().encode("<!doctype html>"),
      "fly/two.hdf": await writeHdf5({ "a/one": { shape, data }, "a/two": { shape, data } }),
      "fly/empty.zip": makeZip([{ name: "readme.txt", bytes: values }]),
    });
  });

  for (const [path, array] of [
    ["fly/a.zarr", undefined],
    ["fly/a.zarr", "volumes/raw"],
    ["fly/a.zarr:/volumes/raw", undefined],
    ["fly/a.zip", undefined],
    ["fly/a.zip:/volumes/raw", undefined],
    ["fly/a.hdf", undefined],
    ["fly/a.hdf:/volumes/gmm_image", undefined],
    ["fly/a.hdf", "/volumes/gmm_image/"],
    ["fly/a.npy", undefined],
    ["fly/a.nii", undefined],
    ["fly/a.nii.gz", "/"],
  ] as const) {
    it(`tells the same labels from ${path}${array ? `, ${array}` : ""}`, async () => {
      const found = await openVolumeArray(files, path, array ? { array } : {});
      expect(found.shape).deep.equal(shape);
      const dense = new Uint8Array(60);
      const { instances } = await collectLabelVolume(found.shape, (onRun) => found.foreground(onRun));
      for (const { label, runs } of instances) {
        for (const [run, start] of runs.starts.entries()) dense.fill(label, start, start + runs.lengths[run]!);
      }
      expect(dense).deep.equal(values);
    });
  }

  for (const [path, array, ...words] of [
    ["fly/a.zarr", "volumes/gt", 'no array of fly/a.zarr named "volumes/gt"', "volumes/gt_instances, volumes/raw"],
    ["fly/a.zarr", "volumes/gt_instances_rm_5", "volumes/gt_instances, volumes/raw", "the scripts of PatchPerPix make"],
    ["fly/a.hdf:/volumes/raw", undefined, 'named "volumes/raw"', "volumes/gmm_label_cleaned"],
    ["fly/two.hdf", undefined, "name one, for example fly/two.hdf:/a/one", "a/one, a/two"],
    ["fly/a.npy", "volumes/raw", 'no array of fly/a.npy named "volumes/raw"', "its arrays are /"],
    ["fly/b.zarr", undefined, "fly/b.zarr: not found"],
    ["fly/b.hdf:/volumes/raw", undefined, "fly/b.hdf: not found"],
    ["fly/page.html", undefined, "expected a Zarr store (folder or zip), HDF5, NIfTI or NPY, found none of them"],
    ["fly/empty.zip", undefined, "fly/empty.zip"],
  ] as const) {
    it(`explains ${path}${array ? `, ${array}` : ""}`, async () => {
      const message = await messageOf(() => openVolumeArray(files, path, array ? { array } : {}));
      for (const word of words) expect(message).contain(word);
    });
  }

  it("takes file and array apart, and leaves drives alone", () => {
    expect(volumePlace("a/b.hdf:/volumes/c")).deep.equal({ path: "a/b.hdf", array: "volumes/c" });
    expect(volumePlace("a/b.hdf")).deep.equal({ path: "a/b.hdf", array: undefined });
    expect(volumePlace("C:/b.hdf")).deep.equal({ path: "C:/b.hdf", array: undefined });
    expect(volumePlace("C:/b.hdf:/c")).deep.equal({ path: "C:/b.hdf", array: "c" });
  });

  it("prefers the usual names of labels, and takes the only array there is", () => {
    expect(arrayChoice("f", ["x", "volumes/gmm_label_cleaned", "volumes/gt_instances"], undefined)).equal(
      "volumes/gt_instances",
    );
    expect(arrayChoice("f", ["x", "vote_instances"], undefined)).equal("vote_instances");
    expect(arrayChoice("f", ["x"], undefined)).equal("x");
    expect(() => arrayChoice("f", [], undefined)).throw("it holds no array");
  });

  for (const [name, bytes, count] of [
    ["fly/a.zip", zipOf(store), 300],
    ["fly/a.npy", makeNpy({ descr: "|u1", shape }, bytesOf(values)), 850],
    ["fly/a.nii", nifti, 850],
  ] as const) {
    it(`answers damaged copies of ${name} with runs or a tagged error`, async () => {
      const refused = await survive(damagedCopies(bytes, { seed: 3, count }), async (damaged) => {
        const found = await openVolumeArray(memoryFiles({ [name]: damaged }), name);
        await found.foreground((_, start, length) => expect(start >= 0 && length > 0).equal(true));
      });
      expect(refused).greaterThan(0);
    });
  }
});
