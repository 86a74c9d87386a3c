"""Products, Gram matrices, triangular systems and factorisations with NumPy and SciPy.

usage: linalg.py TASKS, the tasks of bench/linalg-tasks.ts as JSON
"""

import json
import resource
import sys

import numpy as np
import scipy
from scipy.linalg import solve_triangular
from timing import timed


def values(precision, size, shift):
    k = np.arange(size * size)
    made = ((7919 * k + shift) % 1009 - 504) / 617
    made[:: size + 1] += size
    return made.astype(precision).reshape(size, size)


def gram(a):
    double = a.astype(np.float64)
    return double.T @ double


calculations = {
    "A·B": lambda a, b: a @ b,
    "Aᵀ·B": lambda a, b: a.T @ b,
    "AᵀA": lambda a, b: gram(a),
    "L·X = B": lambda a, b: solve_triangular(a, b, lower=True, check_finite=False),
    "A = U·D·Vᵀ": lambda a, b: np.linalg.svd(a, full_matrices=False)[1],
    "A = Q·R": lambda a, b: np.abs(np.linalg.qr(a)[1]),
}
symmetric_calculations = {
    "S = L·Lᵀ": lambda s: np.linalg.cholesky(s),
    # the smallest value last
    "S = V·D·Vᵀ": lambda s: np.linalg.eigh(s)[0][::-1],
}


def measure(kind, a, b):
    if kind in symmetric_calculations:
        s = (a + a.T) / 2
        return timed(lambda: symmetric_calculations[kind](s).flat[-1])
    return timed(lambda: calculations[kind](a, b).flat[-1])


results = {}
for task in json.loads(sys.argv[1]):
    kind, precision, size = task["kind"], task["precision"], task["size"]
    a, b = (values(precision, size, shift) for shift in (0, 1))
    results[f"{kind}, {precision}, {size}"] = measure(kind, a, b)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "measures": results,
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "cpuSeconds": used.ru_utime + used.ru_stime,
    "maxRssBytes": used.ru_maxrss * 1024,
}))
