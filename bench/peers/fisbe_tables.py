"""Tables, components and skeletons of the ground truth of one FISBe sample with the usual Python libraries.

usage: fisbe_tables.py GT.zarr TASK [INSTANCE ...]

TASK is regionprops (scikit-image), label (scipy.ndimage), cc3d, thin (scikit-image, each instance's crop) or kimimaro,
which takes minutes for a neuron with a large box: name the instances. 6@100:160 is instance 6 in these slices alone.
"""

import hashlib
import json
import resource
import sys

import numpy as np
import zarr
from timing import timed

path, task, *wanted = sys.argv[1:]
gt = zarr.open(path, mode="r")["volumes/gt_instances"][...]
instances = [(channel, channel + 1) for channel in range(len(gt)) if gt[channel].any()]
slices = {name: tuple(map(int, ends.split(":"))) for name, _, ends in (one.partition("@") for one in wanted) if ends}
names = [one.partition("@")[0] for one in wanted]
instances = [(channel, label) for channel, label in instances if not wanted or str(label) in names]
voxel_nm = 440
counts = {}
checks = []


def crops():
    """Masks cut to their boxes, and where these begin; a slice alone would be thinned by other rules: a crop has two."""
    found = []
    for channel, label in instances:
        mask = gt[channel] == label
        if str(label) in slices:
            first, end = slices[str(label)]
            mask[:first], mask[end:] = False, False
        low, high = [], []
        for axis in range(3):
            inside = np.flatnonzero(mask.any(axis=tuple(other for other in range(3) if other != axis)))
            low.append(inside[0])
            high.append(inside[-1] + 1)
        crop = mask[tuple(slice(*ends) for ends in zip(low, high))]
        found.append((np.pad(crop, ((0, 1), (0, 0), (0, 0))) if len(crop) == 1 else crop, low))
    return found


def digest(skeleton, low):
    """Of the places of voxels in the whole volume, as rising float64 numbers."""
    at = tuple(axis + first for axis, first in zip(np.nonzero(skeleton), low))
    return hashlib.sha256(np.ravel_multi_index(at, gt.shape[1:]).astype("<f8").tobytes()).hexdigest()


def regionprops():
    from skimage.measure import regionprops_table

    properties = (
        "label", "area", "bbox", "centroid", "equivalent_diameter_area", "extent", "inertia_tensor",
        "inertia_tensor_eigvals", "axis_major_length", "axis_minor_length",
    )  # fmt: skip

    def run():
        tables = [regionprops_table(channel, properties=properties) for channel in gt]
        counts["voxels"] = [int(table["area"][0]) for table in tables if len(table["label"])]

    return run


def label():
    from scipy.ndimage import generate_binary_structure
    from scipy.ndimage import label as components

    def run():
        for near, rank in (("6", 1), ("18", 2), ("26", 3)):
            structure = generate_binary_structure(3, rank)
            counts[near] = [int(components(gt[channel] == one, structure)[1]) for channel, one in instances]

    return run


def cc3d():
    from cc3d import connected_components

    def run():
        for near in (6, 18, 26):
            labelled = (connected_components(gt[channel] == one, connectivity=near, return_N=True) for channel, one in instances)
            counts[str(near)] = [int(number) for _, number in labelled]

    return run


def thin():
    from skimage.morphology import skeletonize

    masks = crops()
    counts["foreground"] = [int(mask.sum()) for mask, _ in masks]

    def run():
        skeletons = [skeletonize(mask) for mask, _ in masks]
        counts["skeleton"] = [int((skeleton > 0).sum()) for skeleton in skeletons]
        return skeletons

    def check():
        counts["voxels"] = [digest(skeleton > 0, low) for skeleton, (_, low) in zip(run(), masks)]

    checks.append(check)
    return lambda: run() and None


def kimimaro():
    from kimimaro import skeletonize

    masks = [mask.astype(np.uint8) for mask, _ in crops()]
    counts["foreground"] = [int(mask.sum()) for mask in masks]
    # scale and const in voxels of 0.44 micrometres: neurites are a few voxels wide
    parameters = {
        "scale": 1.5, "const": 4 * voxel_nm, "pdrf_scale": 100000, "pdrf_exponent": 4,
        "soma_detection_threshold": np.inf, "soma_acceptance_threshold": np.inf,
    }  # fmt: skip

    def run():
        counts["nodes"], counts["cable"] = [], []
        for mask in masks:
            found = skeletonize(
                mask, parameters, dust_threshold=0, anisotropy=(voxel_nm,) * 3, fix_borders=False, progress=False,
                parallel=1,
            )  # fmt: skip
            counts["nodes"].append(sum(len(skeleton.vertices) for skeleton in found.values()))
            counts["cable"].append(sum(float(skeleton.cable_length()) for skeleton in found.values()) / voxel_nm)

    return run


tasks = {"regionprops": regionprops, "label": label, "cc3d": cc3d, "thin": thin, "kimimaro": kimimaro}
run = tasks[task]()
loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
measured = timed(run)
used = resource.getrusage(resource.RUSAGE_SELF)
for check in checks:
    check()
print(json.dumps({
    "measured": measured,
    "counts": counts,
    "loadedBytes": loaded,
    "maxRssBytes": used.ru_maxrss * 1024,
    "cpuSeconds": used.ru_utime + used.ru_stime,
}))
