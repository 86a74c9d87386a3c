"""Representational similarity analysis with rsatoolbox.

usage: rsa.py FOLDER TASK VARIANT COUNT SIZES OUTPUT
"""

import json
import os
import resource
import sys
import warnings

os.environ["TQDM_DISABLE"] = "1"
warnings.filterwarnings("ignore")

import numpy as np
from rsatoolbox.data import Dataset
from rsatoolbox.data.noise import cov_from_residuals
from rsatoolbox.inference import eval_bootstrap, eval_fixed
from rsatoolbox.model import ModelFixed
from rsatoolbox.rdm import RDMs, calc_rdm, compare
from rsatoolbox.util.searchlight import _get_searchlight_neighbors
from timing import timed

folder, task, variant, count, sizes, output = sys.argv[1:]
count, sizes = int(count), json.loads(sizes)
names = {
    "tau-b": "kendall", "cosine-cov": "cosine_cov", "corr-cov": "corr_cov", "riemannian": "neg_riem_dist",
    "bures-squared": "bures_metric",
}  # fmt: skip


def read(name):
    return np.fromfile(os.path.join(folder, name + ".f64"))


def observations(name, conditions, folds, channels):
    return Dataset(
        read(name).reshape(conditions * folds, channels),
        obs_descriptors={
            "condition": np.tile(np.arange(conditions), folds), "fold": np.repeat(np.arange(folds), conditions),
        },
    )  # fmt: skip


def correlation():
    size = sizes["correlation"]
    data = observations("correlation", size["conditions"], 1, size["channels"])
    return lambda: calc_rdm(data, method="correlation", descriptor="condition").dissimilarities


def crossnobis():
    size = sizes["crossnobis"]
    data = observations("crossnobis", size["conditions"], size["folds"], size["channels"])
    noise = read("precision").reshape(size["channels"], -1) if variant == "precision" else None
    return lambda: calc_rdm(
        data, method="crossnobis", descriptor="condition", cv_descriptor="fold", noise=noise
    ).dissimilarities


def covariance():
    residuals = read("residuals").reshape(sizes["residuals"]["rows"], -1)
    return lambda: cov_from_residuals(residuals, method="shrinkage_diag")


def compare_all():
    models, data = (read(name).reshape(sizes["bootstrap"][key], -1) for name, key in stacks)
    some = 1 if variant == "riemannian" else None
    models, data = RDMs(models[:some]), RDMs(data[:some])
    return lambda: compare(models, data, names.get(variant, variant))


stacks = (("models", "models"), ("data", "rdms"))


def bootstrap():
    models, data = (read(name).reshape(sizes["bootstrap"][key], -1) for name, key in stacks)
    models = [ModelFixed(f"model {k}", row) for k, row in enumerate(models)]
    data = RDMs(data)
    width = sizes["bootstrap"]["rdms"]
    draws = read("draws").reshape(sizes["bootstrap"]["draws"], -1).astype(int)[:count]

    def run():
        # the recorded draws in place of random ones: RDMs, then conditions of every sample
        recorded = iter([part for draw in draws for part in (draw[:width], draw[width:])])
        random, np.random.randint = np.random.randint, lambda *_, **__: next(recorded)
        try:
            result = eval_bootstrap(models, data, method=names.get(variant, variant), N=count)
        finally:
            np.random.randint = random
        return np.column_stack([result.evaluations, result.noise_ceiling.T])

    return run


def searchlight():
    size = sizes["searchlight"]
    side, conditions, folds = size["side"], size["conditions"], size["folds"]
    values = read("searchlight").reshape(conditions * folds, side**3)
    mask = np.ones((side, side, side))
    events, runs = np.tile(np.arange(conditions), folds), np.repeat(np.arange(folds), conditions)
    model = ModelFixed("model", read("searchlight-model"))

    def run():
        # get_searchlight_RDMs takes no folds, and calc_rdm no list of datasets with other numbers of channels: one by one
        found = np.zeros((count, conditions * (conditions - 1) // 2))
        for centre in range(count):
            place = np.unravel_index(centre, mask.shape)
            near = np.ravel_multi_index(_get_searchlight_neighbors(mask, place, size["radius"]), mask.shape)
            data = Dataset(values[:, near], obs_descriptors={"condition": events, "fold": runs})
            rdms = calc_rdm(data, method="crossnobis", descriptor="condition", cv_descriptor="fold")
            found[centre] = rdms.dissimilarities
        return np.array([eval_fixed(model, one, method="corr").evaluations.ravel() for one in RDMs(found)])

    return run


tasks = {
    "correlation": correlation, "crossnobis": crossnobis, "covariance": covariance, "compare": compare_all,
    "bootstrap": bootstrap, "searchlight": searchlight,
}  # fmt: skip
run = tasks[task]()
loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
result = None


def keep():
    global result
    result = run()


measured = timed(keep)
np.ascontiguousarray(result, dtype="<f8").tofile(output)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "measured": measured,
    "parts": max(1, count),
    "output": output,
    "loadedBytes": loaded,
    "maxRssBytes": used.ru_maxrss * 1024,
    "cpuSeconds": used.ru_utime + used.ru_stime,
}))
