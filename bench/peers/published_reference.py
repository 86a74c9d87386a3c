"""The published rules a second time, with NumPy, compared with an export.

usage: published_reference.py DATA EXPORT

Takes the originals of Dag 2023 (h5py), Kato 2015 and the Flavell export below DATA through the rules of the published collection,
without a line of neuroloom, and compares every sample with EXPORT, the file of
    neuroloom prepare dag2023 kato2015 flavell2023 --mode published --out out
    neuroloom export out --to celegans-neural-data --out DIR
Prints JSON and ends with 1 where anything differs.
"""

import csv
import json
import sys
from pathlib import Path

import h5py
import numpy as np
import pyarrow.parquet as pq

DATA = Path(sys.argv[1]) / "celegans"
STEP = 0.333
LISTS = ["original_calcium_data", "calcium_data", "original_time_in_seconds", "time_in_seconds"]
with open(DATA / "neurons/neuron_master_sheet.csv") as sheet:
    LISTED = sorted(row["label"] for row in csv.DictReader(sheet))


def nearest(labels):
    used, names = set(), []
    for label in labels:
        if label.isnumeric():
            names.append(label)
            continue
        best, most = None, -1
        for name in LISTED:
            equal = sum(a == b for a, b in zip(label.replace("?", ""), name))
            if name not in used and equal > most:
                best, most = name, equal
        used.add(best)
        names.append(best)
    return names


def named(ids):
    unique, columns = np.unique(np.array(ids, dtype=str), return_index=True)
    for place, (text, column) in enumerate(zip(unique.tolist(), columns)):
        name = text if text.endswith("0") or text.isdigit() else text.replace("0", "")
        is_name = text.isalnum() and text != "merge" and name in LISTED
        yield name if is_name else str(place), column


def moving(trace, window=15):
    return np.array([np.mean(trace[max(i - window // 2, 0) : i + 1]) for i in range(len(trace))])


def resampled(times, trace):
    if STEP < np.median(np.diff(times)):
        grid = np.arange(0, times.max(), STEP)
        return grid, np.interp(grid, times, trace).astype(np.float32)
    fine = np.arange(0, times.max(), STEP / 6)
    width = max(1, round(STEP / np.median(np.diff(fine))))
    blocks = len(fine) // width
    means = np.interp(fine, times, trace)[: blocks * width].reshape(blocks, width).mean(axis=1)
    return np.arange(blocks) * STEP, means.astype(np.float32)


def scaled(trace):
    trace = trace.astype(np.float64)
    if trace.max() == trace.min():
        return trace * 0
    return (trace - trace.mean()) / np.sqrt(np.mean((trace - trace.mean()) ** 2))


def half(values):
    return np.asarray(values).astype(np.float16).astype(np.float32)


def worm(ids, traces, times):
    """Rows by neuron; None for a recording that is skipped."""
    names = list(named(ids))
    if len(traces) < 600 or not any(name in LISTED for name, _ in names):
        return None
    narrow = times.astype(np.float32)
    narrow = narrow - narrow[0]
    rows = {}
    for name, column in names:
        grid, trace = resampled(narrow.astype(np.float64), moving(traces[:, column]))
        calcium = half(scaled(trace))
        if calcium.any():
            rows[name] = dict(zip(LISTS, (half(traces[:, column]), calcium, half(narrow), half(grid))))
    return rows


def dag():
    labels = json.loads((DATA / "dag2023/derived/NeuroPAL_labels.json").read_text())
    for path in sorted(DATA.glob("dag2023/swf*/*.h5"), key=lambda path: path.name):
        with h5py.File(path) as file:
            traces = file["gcamp/traces_array_F_F20"][()]
            times = file["timing/timestamp_confocal"][()][: len(traces)]
        entries = labels.get(path.name.strip("-data.h5"), [])
        columns = [int(entry["roi"]) - 1 for entry in entries]
        others = [column for column in range(traces.shape[1]) if column not in columns]
        ids = nearest([entry["label"] for entry in entries]) + [str(column) for column in others]
        yield "Dag2023", path.name, worm(ids, traces[:, columns + others], times)


def kato():
    known = json.loads((DATA / "kato2015/derived/neuron_columns.json").read_text())
    for number in range(1, 6):
        traces = np.load(DATA / f"kato2015/raw_full_data_worm_{number}.npz")["arr_0"].astype(np.float64)
        ids = [str(column) for column in range(traces.shape[1])]
        for name, column in known[f"worm{number}"].items():
            ids[column] = name
        yield "Kato2015", "WT_NoStim.mat", worm(ids, traces, np.arange(len(traces)) * 1080 / len(traces))


def flavell():
    frames = json.loads((DATA / "flavell2023_export/2022-08-02-01_time_trace.json").read_text())
    names = json.loads((DATA / "flavell2023_export/2022-08-02-01_neurons.json").read_text())
    traces = np.array([values for _, values in frames])
    ids = nearest(names[: traces.shape[1]])
    yield "Flavell2023", "2022-08-02-01.json", worm(ids, traces, np.array([time for time, _ in frames]))


def main():
    expected, counts = {}, {}
    for dataset, file, rows in [*dag(), *kato(), *flavell()]:
        if rows is not None:
            number = counts[dataset] = counts.get(dataset, -1) + 1
            expected.update({(dataset, f"worm{number}", name): (file, row) for name, row in rows.items()})
    rows = samples = differing = 0
    largest = 0.0
    wrong = []
    for found in pq.ParquetFile(sys.argv[2]).iter_batches(batch_size=64):
        for row in found.to_pylist():
            key = (row["source_dataset"], row["worm"], row["neuron"])
            file, lists = expected.pop(key, (None, None))
            is_listed = row["neuron"] in LISTED
            slot = LISTED.index(row["neuron"]) if is_listed else row["slot"]
            if (file, is_listed, slot) != (row["raw_data_file"], row["is_labeled_neuron"], row["slot"]):
                wrong.append(key)
                continue
            rows += 1
            for name in LISTS:
                values = np.array(row[name], dtype=np.float32)
                if values.shape != lists[name].shape:
                    wrong.append((*key, name))
                    continue
                difference = np.abs(values - lists[name])
                samples += values.size
                differing += int((difference > 0).sum())
                largest = max(largest, float(difference.max()))
    wrong += list(expected)
    print(json.dumps({"rows": rows, "samples": samples, "differing": differing, "largest": largest, "wrong": wrong}))
    sys.exit(1 if wrong or differing else 0)


main()
