"""Three worms out of a file in the layout of the published product.

usage: three_worms.py whole|filtered FILE DATASET WORM...

whole:    pandas reads the file and then keeps the rows, as users of the product do.
filtered: pyarrow gets the condition, reads row groups that may hold it, and keeps the rows.
"""

import json
import resource
import sys
import time

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

pa.set_cpu_count(1)
pa.set_io_thread_count(1)


def bytes_read():
    with open("/proc/self/io") as file:
        return int(file.readline().split()[1])


def main():
    way, path, dataset, worms = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    before, begin = bytes_read(), time.perf_counter()
    if way == "whole":
        frame = pd.read_parquet(path)
        frame = frame[(frame.source_dataset == dataset) & frame.worm.isin(worms)]
    else:
        condition = [("source_dataset", "=", dataset), ("worm", "in", worms)]
        frame = pq.read_table(path, filters=condition, use_threads=False).to_pandas()
    samples = int(sum(len(trace) for trace in frame.calcium_data))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "seconds": time.perf_counter() - begin,
        "cpuSeconds": used.ru_utime + used.ru_stime,
        "rows": len(frame),
        "samples": samples,
        "bytesRead": bytes_read() - before,
        "maxRssBytes": used.ru_maxrss * 1024,
        "versions": {module.__name__: module.__version__ for module in (pd, pa)},
    }))


main()
