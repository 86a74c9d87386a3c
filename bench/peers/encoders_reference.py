"""Encoders and decoders of worm recordings, computed again with scikit-learn and NumPy in float64.

Reads the Parquet tables of a folder that `neuroloom prepare` wrote and prints one line per known answer of
recipes/worm-encoders.yaml. Nothing of neuroloom is used: design, folds, scaling, choice of penalty and scores are made here.

    python encoders_reference.py FOLDER
"""

import sys
from pathlib import Path

import duckdb
import numpy as np
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

ALPHAS = 10.0 ** np.linspace(-1, 5, 7)


class Recording:
    """One recording of a folder: its channels by name, stamps, and events."""

    def __init__(self, folder: Path, dataset: str, recording: str):
        self.folder, self.dataset, self.recording = folder, dataset, recording
        self.channels = self.rows("channels", "channel_index, kind, name, status, sampling_rate_hz")
        self.signals = {}
        for index, _, values in sorted(self.rows("signals", "channel_index, chunk_index, values")):
            self.signals.setdefault(index, []).append(np.array([np.nan if v is None else v for v in values]))
        self.signals = {index: np.concatenate(chunks) for index, chunks in self.signals.items()}
        self.times = self.stamps()

    def stamps(self):
        rate = self.channels[0][4]
        if rate is not None:
            (start,) = {row[0] for row in self.rows("signals", "start_s, start_sample") if row[1] == 0}
            return start + np.arange(len(self.signals[0])) / rate
        rows = sorted(self.rows("clocks", "clock, chunk_index, time_s"))
        return np.concatenate([np.array(times) for clock, _, times in rows if clock == "imaging"])

    def rows(self, table: str, columns: str):
        files = f"{self.folder}/{table}/dataset_id={self.dataset}/*.parquet"
        query = f"SELECT {columns} FROM read_parquet('{files}') WHERE recording_id = '{self.recording}'"
        return duckdb.sql(query).fetchall()

    def named(self, names):
        return np.stack([self.signals[c[0]] for name in names for c in self.channels if c[2] == name], axis=1)

    def neurons(self):
        kept = [c for c in sorted(self.channels) if c[1] == "neuron" and c[3] != "bad"]
        return np.stack([self.signals[c[0]] for c in kept], axis=1), [c[2] for c in kept]

    def events(self, kind: str):
        found = self.rows("events", "kind, label, onset_s, duration_s")
        labels = sorted({label for k, label, _, _ in found if k == kind})
        margin = 1e-6 * self.step()
        design = np.zeros((len(self.times), len(labels)))
        for k, label, onset, duration in found:
            if k == kind:
                inside = (self.times >= onset - margin) & (self.times < onset + duration - margin)
                design[inside, labels.index(label)] = 1
        return design, labels

    def step(self):
        return float(np.median(np.diff(self.times)))


def lags_between(start: float, end: float, step: float):
    return range(int(np.ceil(start / step - 1e-6)), int(np.floor(end / step + 1e-6)) + 1)


def lagged(features, lags):
    """Features at their lags, lag by lag; NaN outside of the recording."""
    n = len(features)
    blocks = []
    for lag in lags:
        block = np.full(features.shape, np.nan)
        if lag >= 0:
            block[lag:] = features[: n - lag]
        else:
            block[:lag] = features[-lag:]
        blocks.append(block)
    return np.concatenate(blocks, axis=1)


def folds_of(rows, samples, gap, k=5):
    """Contiguous folds of some rows; rows nearer than the gap to a predicted one are not fitted."""
    for test in np.array_split(rows, k):
        near = np.array([np.min(np.abs(samples[test] - samples[row])) for row in rows])
        yield rows[near > gap], test


def predict(x, y, train, test, alpha):
    scaler = StandardScaler().fit(x[train])
    model = Ridge(alpha=alpha, solver="svd").fit(scaler.transform(x[train]), y[train])
    return model.predict(scaler.transform(x[test])).reshape(len(test), -1)


def nested(x, y, samples, gap, alphas=ALPHAS):
    """Predictions of held-out rows, the penalty of each target chosen by folds inside."""
    predictions = np.full(y.shape, np.nan)
    for train, test in folds_of(np.arange(len(x)), samples, gap):
        chosen = np.zeros(y.shape[1], int)
        if len(alphas) > 1:
            errors = np.zeros((len(alphas), y.shape[1]))
            for fitted, inside in folds_of(train, samples, gap):
                for index, alpha in enumerate(alphas):
                    errors[index] += np.mean((y[inside] - predict(x, y, fitted, inside, alpha)) ** 2, axis=0) / 5
            chosen = np.argmin(errors, axis=0)
        for index in np.unique(chosen):
            targets = chosen == index
            predictions[np.ix_(test, targets)] = predict(x, y[:, targets], train, test, alphas[index])
    return predictions


def scores(y, predictions):
    r = np.array([np.corrcoef(a, b)[0, 1] if a.std() > 0 else 0.0 for a, b in zip(y.T, predictions.T)])
    r2 = 1 - np.sum((y - predictions) ** 2, axis=0) / np.sum((y - y.mean(axis=0)) ** 2, axis=0)
    return r, r2


def fit(recording, spaces, y, seconds):
    """`spaces`: a list of features, all at the lags from 0 or below to `seconds`."""
    lags = lags_between(*seconds, recording.step())
    x = np.concatenate([lagged(space, lags) for space in spaces], axis=1)
    kept = np.flatnonzero(np.isfinite(x).all(axis=1) & np.isfinite(y).all(axis=1))
    predictions = nested(x[kept], y[kept], kept, len(lags) - 1)
    return scores(y[kept], predictions)


def show(title, **values):
    print(title, " ".join(f"{name}={value:.10f}" for name, value in values.items()))


def main(folder):
    behaviour = ["velocity", "angular_velocity", "head_angle", "worm_curvature"]
    worm = Recording(folder, "dag2023", "2022-07-26-31")
    neurons, names = worm.neurons()
    velocity, reversal = worm.named(behaviour), worm.events("reversal")[0]
    results = {}
    for title, spaces in {"behaviour+states": [velocity, reversal], "behaviour": [velocity], "states": [reversal]}.items():
        r, r2 = fit(worm, spaces, neurons, (0, 3))
        results[title] = r2
        show(f"dag2023 encode {title}", mean_r=r.mean(), mean_r2=r2.mean(), median_r=np.median(r))
        for name in ["AVAL", "RIBL", "AVBL"]:
            if name in names:
                show(f"dag2023 encode {title} {name}", r=r[names.index(name)], r2=r2[names.index(name)])
    both, one, other = results["behaviour+states"], results["behaviour"], results["states"]
    for name in ["AVAL", "RIBL"]:
        if name in names:
            i = names.index(name)
            show(f"dag2023 partition {name}", behaviour=both[i] - other[i], states=both[i] - one[i], shared=one[i] + other[i] - both[i])
    r, r2 = fit(worm, [neurons], np.concatenate([velocity, reversal], axis=1), (0, 0))
    for index, name in enumerate([*behaviour, "reversal"]):
        show(f"dag2023 decode {name}", r=r[index], r2=r2[index])
    for one in ["worm1", "worm5"]:
        worm = Recording(folder, "kato2015", one)
        neurons, names = worm.neurons()
        states, labels = worm.events("state")
        r, r2 = fit(worm, [states], neurons, (0, 3))
        show(f"kato2015 {one} encode", mean_r=r.mean(), mean_r2=r2.mean())
        for name in ["AVAL", "RIML"]:
            show(f"kato2015 {one} encode {name}", r=r[names.index(name)], r2=r2[names.index(name)])
        r, r2 = fit(worm, [neurons], states, (0, 0))
        for index, label in enumerate(labels):
            show(f"kato2015 {one} decode {label}", r=r[index], r2=r2[index])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
