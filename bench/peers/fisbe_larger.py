"""The two volumes of a FISBe sample in a grid twice as long along y and x: the same stored chunks in its first quarter,
copies of an empty chunk everywhere else.

usage: fisbe_larger.py GT.zarr PREDICTION.hdf OUTPUT_FOLDER
"""

import itertools
import json
import os
import shutil
import sys

import h5py

gt_path, pred_path, output = sys.argv[1:]
array_path, key = "volumes/gt_instances", "volumes/gmm_label_cleaned"


def larger_zarr(target):
    source = os.path.join(gt_path, array_path)
    names = os.path.join(target, array_path)
    os.makedirs(names)
    with open(os.path.join(source, ".zarray")) as file:
        about = json.load(file)
    shape, chunks = about["shape"], about["chunks"]
    grid = [-(-length // chunk) for length, chunk in zip(shape, chunks)]
    about["shape"] = [*shape[:2], 2 * shape[2], 2 * shape[3]]
    shutil.copyfile(os.path.join(source, ".zattrs"), os.path.join(names, ".zattrs"))
    for folder, name in ((target, ".zgroup"), (os.path.dirname(names), ".zgroup")):
        with open(os.path.join(folder, name), "w") as file:
            json.dump({"zarr_format": 2}, file)
    with open(os.path.join(names, ".zarray"), "w") as file:
        json.dump(about, file)
    # a chunk without a voxel compresses best
    chunk_files = [entry for entry in os.scandir(source) if not entry.name.startswith(".")]
    empty = min(chunk_files, key=lambda entry: entry.stat().st_size).path
    with open(empty, "rb") as file:
        nothing = file.read()
    larger = [-(-length // chunk) for length, chunk in zip(about["shape"], chunks)]
    for place in itertools.product(*map(range, larger)):
        name = ".".join(map(str, place))
        if place[2] < grid[2] and place[3] < grid[3]:
            shutil.copyfile(os.path.join(source, name), os.path.join(names, name))
            continue
        with open(os.path.join(names, name), "wb") as file:
            file.write(nothing)


def larger_hdf(target):
    with h5py.File(pred_path) as source, h5py.File(target, "w") as file:
        given = source[key]
        shape = (given.shape[0], 2 * given.shape[1], 2 * given.shape[2])
        made = file.create_dataset(
            key, shape, given.dtype, chunks=given.chunks, compression="gzip", compression_opts=given.compression_opts
        )
        stored = {}
        for index in range(given.id.get_num_chunks()):
            place = given.id.get_chunk_info(index).chunk_offset
            stored[place] = given.id.read_direct_chunk(place)[1]
        nothing = min(stored.values(), key=len)
        for place in itertools.product(*(range(0, length, chunk) for length, chunk in zip(shape, given.chunks))):
            made.id.write_direct_chunk(place, stored.get(place, nothing))


os.makedirs(output, exist_ok=True)
larger_zarr(os.path.join(output, "larger.zarr"))
larger_hdf(os.path.join(output, "larger.hdf"))
