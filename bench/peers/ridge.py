"""Choosing ridge penalties with himalaya, scikit-learn and plain NumPy.

usage: ridge.py FILE METHOD TARGETS FOLDS ALPHAS [SPACES WEIGHTS]
"""

import json
import resource
import sys
import time

import numpy as np

path, method, targets, n_folds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
alphas = np.array([float(text) for text in sys.argv[5].split(",")], dtype=np.float32)
n, p, t = np.fromfile(path, dtype="<i4", count=3)
numbers = np.fromfile(path, dtype="<f4", offset=12)
X = numbers[: n * p].reshape(n, p)
Y = np.ascontiguousarray(numbers[n * p :].reshape(n, t)[:, :targets])
bounds = np.cumsum([0] + [len(part) for part in np.array_split(np.arange(n), n_folds)])
folds = [
    (np.r_[0 : bounds[k], bounds[k + 1] : n], np.arange(bounds[k], bounds[k + 1])) for k in range(n_folds)
]
batch = {"n_targets_batch": 5000, "n_targets_batch_refit": 5000} if targets > 5000 else {}


def himalaya_ridge():
    from himalaya.ridge import RidgeCV

    model = RidgeCV(alphas=alphas, cv=folds, solver_params=batch).fit(X, Y)
    return model.best_alphas_


def himalaya_kernel():
    from himalaya.kernel_ridge import KernelRidgeCV

    model = KernelRidgeCV(alphas=alphas, cv=folds, kernel="linear", solver_params=batch, warn=False).fit(X, Y)
    return model.best_alphas_


def sklearn_loo():
    from sklearn.linear_model import RidgeCV

    return RidgeCV(alphas=alphas, fit_intercept=False, alpha_per_target=True).fit(X, Y).alpha_


def numpy_svd():
    scores = np.zeros((len(alphas), targets))
    for train, test in folds:
        U, s, Vt = np.linalg.svd(X[train], full_matrices=False)
        inside, outside = U.T @ Y[train], X[test] @ Vt.T
        for k, alpha in enumerate(alphas):
            predicted = (outside * (s / (s**2 + alpha))) @ inside
            scores[k] -= ((Y[test] - predicted) ** 2).mean(0) / len(folds)
    chosen = alphas[scores.argmax(0)]
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    Vt.T @ ((s[:, None] / (s[:, None] ** 2 + chosen)) * (U.T @ Y))
    return chosen


def numpy_gcv():
    values, V = np.linalg.eigh(X.T.astype(np.float64) @ X)
    inside = V.T.astype(np.float32) @ (X.T @ Y)
    squares = inside.astype(np.float64) ** 2 / values[:, None]
    outside = (Y.astype(np.float64) ** 2).sum(0) - squares.sum(0)
    scores = [
        (outside + ((alpha / (values + alpha)) ** 2) @ squares) / (n - (values / (values + alpha)).sum()) ** 2
        for alpha in alphas
    ]
    chosen = alphas[np.argmin(scores, 0)]
    V.astype(np.float32) @ (inside / (values[:, None].astype(np.float32) + chosen))
    return chosen


def spaces_and_weights():
    ends = np.cumsum([int(text) for text in sys.argv[6].split(",")])
    spaces = [np.ascontiguousarray(part) for part in np.split(X, ends[:-1], axis=1)]
    weights = [[float(text) for text in part.split(",")] for part in sys.argv[7].split(";")]
    return spaces, np.array(weights, dtype=np.float32)


def choices(model, weights):
    """Each target's pair of weights and penalty: the first of equal scores, and the penalty that its deltas tell."""
    place = model.cv_scores_.argmax(0)
    largest = weights[place].argmax(1)
    every = np.arange(len(place))
    alpha = weights[place, largest] / np.exp(model.deltas_[largest, every])
    return place * len(alphas) + np.abs(np.log(alpha)[:, None] - np.log(alphas)).argmin(1)


def himalaya_groups():
    from himalaya.ridge import GroupRidgeCV

    spaces, weights = spaces_and_weights()
    params = {"n_iter": weights, "alphas": alphas, "progress_bar": False, "warn": False}
    model = GroupRidgeCV(groups="input", cv=folds, solver_params=params).fit(spaces, Y)
    return choices(model, weights)


def himalaya_kernels():
    from himalaya.kernel_ridge import MultipleKernelRidgeCV

    spaces, weights = spaces_and_weights()
    kernels = np.stack([part @ part.T for part in spaces])
    params = {"n_iter": weights, "alphas": alphas, "progress_bar": False}
    model = MultipleKernelRidgeCV(kernels="precomputed", cv=folds, solver_params=params).fit(kernels, Y)
    return choices(model, weights)


methods = {
    "himalaya": himalaya_ridge,
    "himalaya-kernel": himalaya_kernel,
    "sklearn-loo": sklearn_loo,
    "numpy-svd": numpy_svd,
    "numpy-gcv": numpy_gcv,
    "himalaya-groups": himalaya_groups,
    "himalaya-kernels": himalaya_kernels,
}
loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = resource.getrusage(resource.RUSAGE_SELF)
begin = time.perf_counter()
best = np.asarray(methods[method]())
seconds = time.perf_counter() - begin
# penalties as they are, or the places of pairs
chosen = best if best.dtype.kind == "i" else np.abs(best.astype(np.float64)[:, None] - alphas).argmin(1)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "seconds": seconds,
    "fitCpuSeconds": used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime,
    "cpuSeconds": used.ru_utime + used.ru_stime,
    "loadedBytes": loaded,
    "maxRssBytes": used.ru_maxrss * 1024,
    "chosen": chosen.tolist(),
    "versions": {name: sys.modules[name].__version__ for name in ("numpy", "himalaya", "sklearn") if name in sys.modules},
}))
