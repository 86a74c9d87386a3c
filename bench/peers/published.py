"""The published pipeline on the five Kato2015 worms, written from its description with NumPy, pandas and pyarrow.

usage: published.py DATA OUT traces|loops|arrays

traces: filters walk the samples of one neuron after the other in Python, and the residual is made, smoothed and
        resampled as well, as the description says.
loops:  the same, but each step works on all neurons of a worm at once.
arrays: filters work on whole arrays, and only what the 15 columns of the product need is made.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

pa.set_cpu_count(1)
pa.set_io_thread_count(1)

DT = 0.333
WINDOW = 15
PADDED = 300


def normalised_names(ids, listed):
    """Unique ids in plain order of text, and what the pipeline calls each: a listed name, or its place in that order."""
    unique, first = np.unique(np.array(ids, dtype=str), return_index=True)
    names = []
    for place, name in enumerate(unique):
        if not name.isalnum() or name == "merge":
            name = str(place)
        elif not name.endswith("0") and not name.isdigit():
            name = name.replace("0", "")
        names.append(name if name in listed else str(place))
    return names, first


def smooth_loops(x):
    back = WINDOW // 2
    y = np.empty_like(x)
    for i in range(len(x)):
        y[i] = x[max(i - back, 0) : i + 1].mean(axis=0)
    return y


def each_trace(walk):
    return lambda x, *more: np.column_stack([walk(x[:, k], *more) for k in range(x.shape[1])])


def smooth_arrays(x):
    back = WINDOW // 2
    total = np.vstack([np.zeros((1, x.shape[1])), np.cumsum(x, axis=0)])
    start = np.maximum(np.arange(len(x)) - back, 0)
    return (total[1:] - total[start]) / (np.arange(len(x)) + 1 - start)[:, None]


def residual_loops(x, t):
    d = np.empty_like(x)
    d[0] = (x[1] - x[0]) / (t[1] - t[0])
    d[-1] = (x[-1] - x[-2]) / (t[-1] - t[-2])
    for i in range(1, len(x) - 1):
        hd, hs = t[i + 1] - t[i], t[i] - t[i - 1]
        d[i] = (hs**2 * x[i + 1] + (hd**2 - hs**2) * x[i] - hd**2 * x[i - 1]) / (hs * hd * (hd + hs))
    return d


def resample(x, t):
    """Half-open grid up to the last stamp; block means of six finer steps where samples are closer than the grid."""
    step = np.median(np.diff(t))
    if DT < step:
        grid = np.arange(0, t[-1], DT)
        return np.column_stack([np.interp(grid, t, x[:, k]) for k in range(x.shape[1])]).astype(np.float32), grid
    fine = np.arange(0, t[-1], DT / 6)
    width = max(1, round(DT / np.median(np.diff(fine))))
    dense = np.column_stack([np.interp(fine, t, x[:, k]) for k in range(x.shape[1])])
    blocks = len(dense) // width
    means = dense[: blocks * width].reshape(blocks, width, -1).mean(axis=1)
    return means.astype(np.float32), np.arange(blocks) * DT


def packed(x, slots):
    full = np.zeros((len(x), PADDED), dtype=np.float16)
    full[:, slots] = x.astype(np.float16)
    return full


def slots_of(names, listed):
    place = {name: slot for slot, name in enumerate(listed)}
    free = sorted(set(range(PADDED)) - {place[name] for name in names if name in place})
    numbers = iter(sorted((int(name) for name in names if name not in place)))
    numbered = {str(number): free[k] for k, number in enumerate(numbers)}
    return [place[name] if name in place else numbered[name] for name in names]


def worm_rows(data, worm, listed, style):
    folder = data / "celegans/kato2015"
    columns = json.loads((folder / "derived/neuron_columns.json").read_text())[f"worm{worm}"]
    traces = np.load(folder / f"raw_full_data_worm_{worm}.npz")["arr_0"]
    by_column = {column: name for name, column in columns.items()}
    ids = [by_column.get(column, str(column)) for column in range(traces.shape[1])]
    names, order = normalised_names(ids, set(listed))
    traces = np.ascontiguousarray(traces[:, order], dtype=float)
    stamps = (np.arange(len(traces)) * 1080 / len(traces)).astype(np.float32)
    t = (stamps - stamps[0]).astype(float)
    smooth = {"traces": each_trace(smooth_loops), "loops": smooth_loops, "arrays": smooth_arrays}[style]
    if style != "arrays":
        slope = (each_trace(residual_loops) if style == "traces" else residual_loops)(traces, t)
        resample(slope, t)
        resample(smooth(slope), t)
        resample(traces, t)
    smoothed, grid = resample(smooth(traces), t)
    smoothed = smoothed.astype(float)
    spread = smoothed.std(axis=0)
    scaled = np.where(spread > 0, (smoothed - smoothed.mean(axis=0)) / np.where(spread > 0, spread, 1), 0)
    slots = slots_of(names, listed)
    original, calcium = packed(traces, slots), packed(scaled, slots)
    native, grid = t.astype(np.float16).astype(np.float32), grid.astype(np.float16).astype(np.float32)
    for name, slot in sorted(zip(names, slots), key=lambda pair: pair[1]):
        if not calcium[:, slot].any():
            continue
        yield {
            "source_dataset": "Kato2015",
            "raw_data_file": "WT_NoStim.mat",
            "worm": f"worm{worm - 1}",
            "neuron": name,
            "slot": slot,
            "is_labeled_neuron": not name.isdigit(),
            "smooth_method": "moving",
            "interpolate_method": "linear",
            "normalization_method": "standard",
            "original_calcium_data": original[:, slot].astype(np.float32),
            "calcium_data": calcium[:, slot].astype(np.float32),
            "original_time_in_seconds": native,
            "time_in_seconds": grid,
            "original_max_timesteps": len(traces),
            "max_timesteps": len(grid),
        }


def main():
    data, out, style = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    begin = time.perf_counter()
    sheet = pd.read_csv(data / "celegans/neurons/neuron_master_sheet.csv")
    listed = sorted(sheet["label"])
    rows = [row for worm in range(1, 6) for row in worm_rows(data, worm, listed, style)]
    out.mkdir(parents=True, exist_ok=True)
    frame = pd.DataFrame(rows)
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), out / "celegans-neural-data.parquet")
    seconds = time.perf_counter() - begin
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "seconds": seconds,
        "cpuSeconds": used.ru_utime + used.ru_stime,
        "perWormSeconds": seconds / 5,
        "rows": len(rows),
        "maxRssBytes": used.ru_maxrss * 1024,
        "versions": {module.__name__: module.__version__ for module in (np, pd, pa)},
    }))


main()
