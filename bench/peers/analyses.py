"""Reference values of the recipes kato2015-state-tuning, dag2023-state-tuning, command-correlations and kato2015-cycle.

usage: analyses.py DATA

Reads the original files below DATA with NumPy, SciPy and h5py, computes everything in float64 from the definitions, without a
line of neuroloom, and prints JSON.
"""

import json
import sys
from pathlib import Path

import h5py
import numpy as np
import scipy.io

DATA = Path(sys.argv[1]) / "celegans"
COMMAND = ["AVA", "AVE", "RIM", "AIB", "RIB", "AVB"]
SHIFTED = ["AVAL", "RIML", "AIBL", "RIBL", "AVBL"]
KATO_STATES = ["DT", "FWD", "NOSTATE", "REV1", "REV2", "REVSUS", "SLOW", "VT"]
WHOLE_STATES = ["REV2", "REV1", "SLOW", "VT", "NOSTATE", "REVSUS", "FWD", "DT"]


def kato():
    names = json.loads((DATA / "kato2015/derived/neuron_columns.json").read_text())
    whole = json.loads((DATA / "kato2015/derived/states_worm1_worm5.json").read_text())
    for worm in range(1, 6):
        traces = np.load(DATA / f"kato2015/raw_full_data_worm_{worm}.npz")["arr_0"]
        traces = traces.astype(np.float32).astype(float)  # tables hold samples as float32
        codes = np.load(DATA / f"kato2015/bundlenet_worm_{worm - 1}.npz")["b"].ravel().astype(int)
        states = np.array([""] * 16 + [KATO_STATES[code] for code in codes], dtype=object)
        if f"worm{worm}" in whole:  # two worms have the states of every frame, under other codes
            states = np.array([WHOLE_STATES[code - 1] for code in whole[f"worm{worm}"]], dtype=object)
        yield f"worm{worm}", traces, {name: column for name, column in names[f"worm{worm}"].items()}, states


def dag():
    labels = json.loads((DATA / "dag2023/derived/NeuroPAL_labels.json").read_text())
    for path in sorted((DATA / "dag2023").glob("swf702_with_id/*.h5")):
        recording = path.name.removesuffix("-data.h5")
        with h5py.File(path) as file:
            traces = file["gcamp/trace_array_original"][()].astype(np.float32).astype(float)
            events = file["behavior/reversal_events"][()].T
            time = file["timing/timestamp_confocal"][()][: len(traces)]
        inside = np.zeros(len(traces), bool)
        for first, last in events:  # 1-based frames; an event lasts from its first stamp up to but without its last
            inside[first - 1 : last - 1] = True
        columns = {}
        for entry in labels[recording]:
            if "?" not in entry["label"]:
                columns.setdefault(entry["label"], []).append(entry["roi"] - 1)
        yield recording, traces, {name: own[0] for name, own in columns.items() if len(own) == 1}, inside, time - time[0]


def flavell():
    folder = DATA / "flavell2023_export"
    names = json.loads((folder / "2022-08-02-01_neurons.json").read_text())
    frames = json.loads((folder / "2022-08-02-01_time_trace.json").read_text())
    traces = np.array([values for _, values in frames], dtype=np.float32).astype(float)
    yield "2022-08-02-01", traces, {name: column for column, name in enumerate(names[: traces.shape[1]]) if names.count(name) == 1}


def see_elegans():
    file = scipy.io.loadmat(DATA / "see_elegans2024/Dataset2.mat", squeeze_me=True)
    traces = np.column_stack([cell["coords"][:, 4] for cell in file["neurons_cleaned"]]).astype(np.float32).astype(float)
    ids, names = file["neurons_identified"]["id"].item(), file["neurons_identified"]["name"].item()
    yield "Dataset2", traces, {str(name): int(cell) - 1 for cell, name in zip(ids, names) if "/" not in str(name)}


def tuning(values, state, against):
    """Cohen's d and the ROC area by counting pairs, and p over every circular shift of at least 30 s."""
    a, b = values[state], values[against]
    spread = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (len(a) + len(b) - 2))
    return (a.mean() - b.mean()) / spread, area(a, b)


def area(a, b):
    b = np.sort(b)
    return (np.searchsorted(b, a, "left") + np.searchsorted(b, a, "right")).sum() / (2 * len(a) * len(b))


def shift_p(values, state, against, step_s, minimum_s=30):
    least = int(np.ceil(minimum_s / step_s))
    observed = abs(area(values[state], values[against]) - 0.5)
    as_far = made = 1
    for shift in range(least, len(values) - least + 1):
        # value i goes with the state of frame i + shift
        turned = np.roll(state, -shift), np.roll(against, -shift)
        made += 1
        as_far += abs(area(values[turned[0]], values[turned[1]]) - 0.5) >= observed - 1e-12
    return as_far / made


def members(columns):
    return sorted(name for name in columns if name[:3] in COMMAND and len(name) == 4 and name[3] in "LR")


def by_class(traces, columns):
    """Mean by Fisher's z of the correlations between the members of each pair of classes."""
    found = {}
    names = members(columns)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            r = np.corrcoef(traces[:, columns[one]], traces[:, columns[other]])[0, 1]
            found.setdefault("-".join(sorted([one[:3], other[:3]])), []).append(np.arctanh(r))
    return {pair: float(np.tanh(np.mean(z))) for pair, z in found.items()}


def smooth(trace, time, sigma):
    distance = time[:, None] - time[None, :]
    weights = np.exp(-(distance**2) / (2 * sigma**2))
    return (weights @ trace) / weights.sum(1)[:, None]


def cycle(traces, states, time):
    d = np.gradient(smooth(traces, time, 1.0), time, axis=0)
    centred = d - d.mean(0)
    shares = {}
    for scaling, z in (("centre", centred), ("z-score", centred / centred.std(0))):
        _, s, right = np.linalg.svd(z, full_matrices=False)
        shares[scaling] = [float(value) for value in (s**2 / (s**2).sum())[:3]]
    plane = np.cumsum(z @ right[:2].T, axis=0) * (time[1] - time[0])
    plane = (plane - plane.mean(0)) / plane.std(0)
    phase = np.unwrap(np.arctan2(plane[:, 1], plane[:, 0]))
    turns = (phase[-1] - phase[0]) / (2 * np.pi)
    phase *= np.sign(turns)
    vectors = {state: np.exp(1j * phase[states == state]).mean() for state in KATO_STATES if (states == state).any()}
    degrees = {s: float(np.degrees(np.angle(v / vectors["FWD"])) % 360) for s, v in vectors.items()}
    resultant = {s: float(abs(v)) for s, v in vectors.items()}
    travelled = float(np.abs(np.diff(phase)).sum() / (2 * np.pi))
    return {"shares": shares, "net_turns": float(abs(turns)), "travelled_turns": travelled, "phase": degrees, "resultant": resultant}


def main():
    result = {"kato": {}, "dag": {}, "correlations": {"kato2015": {}, "dag2023": {}, "flavell2023": {}, "see-elegans2024": {}}, "cycle": {}}
    for worm, traces, columns, states in kato():
        step_s = 1080 / len(traces)
        state, against = states == "REVSUS", states == "FWD"
        own = result["kato"][worm] = {}
        for name in members(columns):
            values = traces[:, columns[name]]
            d, auc = tuning(values, state, against)
            own[name] = {"d": float(d), "auc": float(auc)}
            if name in SHIFTED:
                own[name]["p"] = float(shift_p(values, state, against, step_s))
        result["correlations"]["kato2015"][worm] = by_class(traces, columns)
        result["cycle"][worm] = cycle(traces, states, np.arange(len(traces)) * step_s)
    for recording, traces, columns, inside, time in dag():
        own = result["dag"][recording] = {}
        for name in members(columns):
            values = traces[:, columns[name]]
            slope = np.gradient(smooth(values[:, None], time, 1.0)[:, 0], time)
            for kind, trace in (("level", values), ("slope", slope)):
                d, auc = tuning(trace, inside, ~inside)
                own.setdefault(name, {})[kind] = {"d": float(d), "auc": float(auc)}
        result["correlations"]["dag2023"][recording] = by_class(traces, columns)
    for recording, traces, columns in flavell():
        result["correlations"]["flavell2023"][recording] = by_class(traces, columns)
    for recording, traces, columns in see_elegans():
        result["correlations"]["see-elegans2024"][recording] = by_class(traces, columns)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
