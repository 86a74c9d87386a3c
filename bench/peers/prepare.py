"""The same work as `prepare`, as one would write it with h5py, NumPy, pandas and pyarrow.

usage: prepare.py DATA OUT COPIES

Reads every Dag2023 and Kato2015 recording below DATA (COPIES times), builds the tables recordings, channels, signals,
clocks and events, and writes them as Parquet below OUT, one folder per table and dataset. The label dictionary is read
from its JSON form, since h5py cannot follow the original's Julia types by itself.
"""

import json
import resource
import sys
import time
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

pa.set_cpu_count(1)
pa.set_io_thread_count(1)

CHUNK = 16384
BEHAVIOUR = ["velocity", "angular_velocity", "head_angle", "nose_angle", "nose_curling", "pumping", "worm_curvature", "stage_x", "stage_y", "reversal_vec"]
ANGLES = ["body_angle", "body_angle_absolute", "body_angle_all"]
KATO_STATES = ["dt", "fwd", "nostate", "rev1", "rev2", "revsus", "slow", "vt"]


class Tables:
    def __init__(self):
        self.recordings, self.channels, self.signals, self.clocks, self.events = [], [], [], [], []

    def channel(self, recording, index, kind, name, quantity, clock, rate, source_index, time_s, values):
        self.channels.append((recording, index, kind, name, quantity, clock, rate, source_index))
        values = np.asarray(values, dtype=np.float32)
        for chunk, start in enumerate(range(0, len(values), CHUNK)):
            self.signals.append((recording, index, chunk, start, float(time_s[start]), values[start : start + CHUNK]))

    def write(self, out, dataset):
        def put(name, rows, columns, lists=()):
            frame = pd.DataFrame(rows, columns=columns)
            arrays = {}
            for column in frame.columns:
                if column in lists:
                    parts = [np.asarray(part) for part in frame[column]]
                    offsets = np.zeros(len(parts) + 1, dtype=np.int32)
                    np.cumsum([len(part) for part in parts], out=offsets[1:])
                    flat = np.concatenate(parts) if parts else np.empty(0, lists[column])
                    values = pa.array(flat, mask=np.isnan(flat))
                    arrays[column] = pa.ListArray.from_arrays(pa.array(offsets), values)
                else:
                    arrays[column] = pa.Array.from_pandas(frame[column])
            folder = out / name / f"dataset_id={dataset}"
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.table(arrays), folder / "part-00000.parquet", compression="snappy")

        put("recordings", self.recordings, ["recording_id", "n_samples", "n_channels", "sampling_rate_hz", "duration_s", "source_file"])
        put("channels", self.channels, ["recording_id", "channel_index", "kind", "name_source", "quantity", "clock", "sampling_rate_hz", "source_index"])
        put("signals", self.signals, ["recording_id", "channel_index", "chunk_index", "start_sample", "start_s", "values"], {"values": np.float32})
        if self.clocks:
            put("clocks", self.clocks, ["recording_id", "clock", "chunk_index", "start_sample", "time_s"], {"time_s": np.float64})
        put("events", self.events, ["recording_id", "event_index", "onset_s", "duration_s", "kind", "label"])


def dag(data, tables):
    labels = json.loads((data / "celegans/dag2023/derived/NeuroPAL_labels.json").read_text())
    for path in sorted((data / "celegans/dag2023").glob("swf*/*.h5")):
        recording = path.name.removesuffix("-data.h5")
        with h5py.File(path) as file:
            traces = file["gcamp/trace_array_original"][()]
            stamps = file["timing/timestamp_confocal"][()]
            nir = file["timing/timestamp_nir"][()]
            time_s = (stamps - stamps[0])[: len(traces)]
            by_roi = {}
            for entry in labels.get(recording, []):
                by_roi.setdefault(entry["roi"], entry["label"])
            index = 0
            for column in range(traces.shape[1]):
                tables.channel(recording, index, "neuron", by_roi.get(column + 1), "ratio", "imaging", None, column + 1, time_s, traces[:, column])
                index += 1
            for name in BEHAVIOUR:
                tables.channel(recording, index, "behaviour", name, name, "imaging", None, None, time_s, file["behavior"][name][()])
                index += 1
            for name in ANGLES:
                block = file["behavior"][name][()]
                block = block.reshape(len(block), -1)
                for column in range(block.shape[1]):
                    tables.channel(recording, index, "behaviour", f"{name}_{column + 1}", name, "imaging", None, column + 1, time_s, block[:, column])
                    index += 1
            for clock, stamped in (("imaging", time_s), ("nir", nir - stamps[0])):
                for chunk, start in enumerate(range(0, len(stamped), CHUNK)):
                    tables.clocks.append((recording, clock, chunk, start, stamped[start : start + CHUNK]))
            for number, (first, last) in enumerate(file["behavior/reversal_events"][()].T):
                if last <= len(time_s):
                    tables.events.append((recording, number, time_s[first - 1], time_s[last - 1] - time_s[first - 1], "reversal", None))
            tables.recordings.append((recording, len(time_s), index, None, float(time_s[-1]), str(path.relative_to(data))))


def kato(data, tables):
    folder = data / "celegans/kato2015"
    names = json.loads((folder / "derived/neuron_columns.json").read_text())
    for worm in range(1, 6):
        recording = f"WT_NoStim_{worm}"
        with np.load(folder / f"raw_full_data_worm_{worm}.npz") as archive:
            traces = archive["arr_0"]
        with np.load(folder / f"bundlenet_worm_{worm - 1}.npz") as archive:
            states = np.concatenate([np.full(16, -1), archive["b"].ravel().astype(int)])
        rate = len(traces) / 1080
        time_s = np.arange(len(traces)) / rate
        by_column = {column: name for name, column in names[f"worm{worm}"].items()}
        for column in range(traces.shape[1]):
            tables.channel(recording, column, "neuron", by_column.get(column), "dff_bleach_corrected", "imaging", rate, column + 1, time_s, traces[:, column])
        edges = np.flatnonzero(np.diff(states)) + 1
        starts = np.concatenate([[0], edges])
        ends = np.concatenate([edges, [len(states)]])
        for number, (start, end) in enumerate(zip(starts, ends)):
            if states[start] >= 0:
                tables.events.append((recording, number, start / rate, (end - start) / rate, "state", KATO_STATES[states[start]]))
        tables.recordings.append((recording, len(traces), traces.shape[1], rate, 1080.0, f"celegans/kato2015/raw_full_data_worm_{worm}.npz"))


def main():
    data, out, copies = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    begin = time.perf_counter()
    for copy in range(copies):
        for dataset, read in (("dag2023", dag), ("kato2015", kato)):
            tables = Tables()
            read(data, tables)
            tables.write(out, dataset if copies == 1 else f"{dataset}-{copy}")
    print(json.dumps({
        "seconds": time.perf_counter() - begin,
        "maxRssBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "versions": {module.__name__: module.__version__ for module in (h5py, np, pd, pa)},
    }))


main()
