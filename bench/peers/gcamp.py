"""Every array of /gcamp of the nine Dag2023 files with h5py.

usage: gcamp.py DATA TIMES
"""

import json
import resource
import sys
import time
from pathlib import Path

import h5py
import numpy as np


def main():
    data, times = Path(sys.argv[1]), int(sys.argv[2])
    begin = time.perf_counter()
    values, total = 0, 0.0
    for _ in range(times):
        for path in sorted((data / "celegans/dag2023").glob("swf*/*.h5")):
            with h5py.File(path) as file:
                for dataset in file["gcamp"].values():
                    read = dataset[()]
                    values += read.size
                    total += float(read.flat[0]) + float(read.flat[-1])
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "seconds": time.perf_counter() - begin,
        "cpuSeconds": used.ru_utime + used.ru_stime,
        "values": values,
        "sum": total,
        "maxRssBytes": used.ru_maxrss * 1024,
        "versions": {module.__name__: module.__version__ for module in (h5py, np)},
    }))


main()
