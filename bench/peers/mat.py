"""Every variable of MAT files: version 5 with scipy.io.loadmat, version 7.3 with h5py, references followed.

usage: mat.py DATA TIMES FILE...
"""

import json
import resource
import sys
import time
from pathlib import Path

import h5py
import numpy as np
import scipy
import scipy.io


def count(value):
    if isinstance(value, np.ndarray) and value.dtype.names:
        return sum(count(value[name][index]) for name in value.dtype.names for index in np.ndindex(value.shape))
    if isinstance(value, np.ndarray) and value.dtype == object:
        return sum(count(item) for item in value.flat)
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        return value.size
    return 0


def load73(file, item):
    if isinstance(item, h5py.Group):
        return {name: load73(file, item[name]) for name in item}
    kind = item.attrs.get("MATLAB_class", b"").decode()
    if item.attrs.get("MATLAB_empty", 0):
        return np.empty(tuple(int(length) for length in item[()]))
    if kind == "cell":
        references = item[()].T
        cells = np.empty(references.shape, dtype=object)
        for index in np.ndindex(references.shape):
            cells[index] = load73(file, file[references[index]])
        return cells
    if kind == "char":
        return "".join(chr(code) for code in item[()].ravel())
    return item[()].T


def main():
    data, times, paths = Path(sys.argv[1]) / "celegans", int(sys.argv[2]), sys.argv[3:]
    begin = time.perf_counter()
    numbers = 0
    for _ in range(times):
        for path in paths:
            if "mat73" in path:
                with h5py.File(data / path) as file:
                    numbers += sum(count(load73(file, file[name])) for name in file if name != "#refs#")
            else:
                variables = scipy.io.loadmat(data / path)
                numbers += sum(count(value) for name, value in variables.items() if not name.startswith("__"))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "seconds": time.perf_counter() - begin,
        "cpuSeconds": used.ru_utime + used.ru_stime,
        "numbers": numbers,
        "maxRssBytes": used.ru_maxrss * 1024,
        "versions": {module.__name__: module.__version__ for module in (h5py, np, scipy)},
    }))


main()
