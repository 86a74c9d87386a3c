"""Both consensus modes a second time, compared with the collection's own files and with an export.

usage: consensus_reference.py DATA EXPORT

Needs openpyxl and xlrd. Reads the sources below DATA without a line of neuroloom, makes the published consensus and
compares it with the two files of the collection, cell for cell; then the corrected consensus of one edition of each
annotation, compared with EXPORT, the folder of
    neuroloom prepare cook2019 varshney2011 openworm2018 white1986 witvliet2020 --out out
    neuroloom run consensus --in out --id consensus --params '{"connectomes": [see recipes/consensus-connectome.yaml]}'
    neuroloom export out --to csv --table consensus_connections --out DIR
Prints JSON and ends with 1 where anything differs.
"""

import csv
import json
import re
import statistics
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import openpyxl
import xlrd

DATA = Path(sys.argv[1]) / "celegans"
with open(DATA / "neurons/neuron_master_sheet.csv") as sheet:
    LISTED = sorted(row["label"] for row in csv.DictReader(sheet))
NEURONS = set(LISTED) | {"CANL", "CANR"}


def matrix_rows():
    book = openpyxl.load_workbook(
        DATA / "cook2019/SI_5_Connectome_adjacency_matrices_corrected_July_2020.xlsx", read_only=True, data_only=True
    )
    for sheet, kind in (("hermaphrodite chemical", "chemical"), ("hermaphrodite gap jn symmetric", "gap")):
        rows = list(book[sheet].iter_rows(values_only=True))
        names = rows[2]
        for row in rows[3:]:
            for column in range(3, min(len(row), len(names))):
                if row[2] and names[column] and row[column]:
                    yield row[2], names[column], kind, float(row[column])


def sheet_rows(file, sheet):
    table = xlrd.open_workbook(DATA / file).sheet_by_name(sheet)
    for index in range(1, table.nrows):
        pre, post, kind, weight = table.row_values(index)[:4]
        yield pre, post, kind, float(weight)


def record_rows(file):
    summed = defaultdict(int)
    for record in json.loads((DATA / file).read_text()):
        summed[record["pre"], record["post"], record["typ"]] += len(record["syn"])
    for (pre, post, kind), weight in summed.items():
        yield pre, post, "gap" if kind == 2 else "chemical", float(weight)


def renamed(rows, kinds):
    return [(pre, post, kinds.get(kind, kind), weight) for pre, post, kind, weight in rows]


VARSHNEY = list(sheet_rows("varshney2011/NeuronConnect.xls", "NeuronConnect.csv"))
SOURCES = {
    "chklovskii": renamed(VARSHNEY, {"EJ": "gap", "Sp": "chemical"}),
    "openworm": renamed(
        sheet_rows("openworm2018/CElegansNeuronTables.xls", "Connectome"), {"GapJunction": "gap", "Send": "chemical"}
    ),
    "white1986_jse": list(record_rows("white1986/nemanode_white_1986_jse.json")),
    "witvliet2020_7": list(record_rows("witvliet2020/nemanode_witvliet_2020_7.json")),
    "witvliet2020_8": list(record_rows("witvliet2020/nemanode_witvliet_2020_8.json")),
    "white1986_n2u": list(record_rows("white1986/nemanode_white_1986_n2u.json")),
    "white1986_whole": list(record_rows("white1986/nemanode_white_1986_whole.json")),
    "white1986_jsh": list(record_rows("white1986/nemanode_white_1986_jsh.json")),
    "cook2019": list(matrix_rows()),
}


def published_layers(rows):
    gaps, chemical = defaultdict(list), {}
    for pre, post, kind, weight in rows:
        if pre not in LISTED or post not in LISTED or not weight:
            continue
        if kind == "gap":
            gaps[tuple(sorted((pre, post)))].append(weight)
        elif kind == "chemical":
            chemical.setdefault((pre, post), float(np.float32(weight)))
    both = {}
    for (a, b), values in gaps.items():
        both[a, b] = both[b, a] = float(np.float32(np.mean(values)))
    return both, chemical


def published_differences():
    layers = {name: published_layers(rows) for name, rows in SOURCES.items()}
    folder = DATA / "simeon2024_product"
    functional = {}
    differing = {}
    for edition in ("withfunc", "nofunc"):
        with open(folder / f"consensus_connectome_trimmed_{edition}.csv") as text:
            rows = list(csv.DictReader(text))
        functional |= {(r["from_neuron"], r["to_neuron"]): r["functional_weight"] for r in rows if r.get("functional_weight")}
        made = {}
        for a in LISTED:
            for b in LISTED:
                pair = (a, b)
                gaps = sorted({gap[pair] for gap, _ in layers.values() if pair in gap})
                chemical = [layer[pair] for _, layer in layers.values() if pair in layer]
                weight = functional.get(pair, "") if edition == "withfunc" else ""
                if not gaps and not chemical and not weight:
                    continue
                spread = 0.9 * np.std(chemical) + (1 - 0.9) * np.std(gaps) if gaps and chemical else None
                means = [np.mean(gaps) if gaps else None, np.mean(chemical) if chemical else None, spread]
                names = [name for name, (gap, layer) in layers.items() if pair in gap or pair in layer]
                sources = sorted(names + (["funconn"] if pair in functional else []))
                made[pair] = [*("" if value is None else repr(float(value)) for value in means), weight, str(sources)]
        columns = ["mean_gap_weight", "mean_chem_weight", "uncertainty", "functional_weight", "data_sources"]
        theirs = {(r["from_neuron"], r["to_neuron"]): [r.get(name, "") for name in columns] for r in rows}
        differing[edition] = sum(made.get(pair) != theirs.get(pair) for pair in made.keys() | theirs.keys())
    return differing


def settled(label):
    name = str(label).strip()
    parts = re.fullmatch(r"(AS|DA|DB|DD|VA|VB|VC|VD)0+([1-9]\d*)", name.upper())
    upper = parts[1] + parts[2] if parts else name.upper()
    return upper if upper in NEURONS else name


SHARED = {"cook2019_hermaphrodite": "cook2019_hermaphrodite + white1986"}  # images of these are in part the same
SHARED["white1986"] = SHARED["cook2019_hermaphrodite"]
ANNOTATIONS = [  # family, unit, region, rows
    ("cook2019_hermaphrodite", "EM sections", None, SOURCES["cook2019"]),
    ("white1986", "synapses", "somatic", renamed(VARSHNEY, {"EJ": "gap", "Sp": "chemical", "S": "chemical"})),
    ("white1986", "synapses", None, SOURCES["openworm"]),
    ("white1986", "synapses", None, SOURCES["white1986_whole"]),
    ("white1986", "synapses", "head", SOURCES["white1986_n2u"]),
    ("white1986", "synapses", "tail", SOURCES["white1986_jse"]),
    ("witvliet2020_7", "synapses", "head", SOURCES["witvliet2020_7"]),
    ("witvliet2020_8", "synapses", "head", SOURCES["witvliet2020_8"]),
]


def corrected_layer(rows, kind):
    ordered = defaultdict(float)
    for pre, post, of, weight in rows:
        pair = (settled(pre), settled(post))
        if of == kind and weight and set(pair) <= NEURONS:
            ordered[pair] += weight
    if kind == "chemical":
        return dict(ordered)
    pairs = defaultdict(float)
    for pair, weight in ordered.items():
        pairs[tuple(sorted(pair))] = max(pairs[tuple(sorted(pair))], weight)
    return dict(pairs)


def corrected(kind, scope):
    layers = []
    for family, unit, region, rows in ANNOTATIONS:
        layer = corrected_layer(rows, kind)
        cells = {settled(name) for pre, post, _, _ in rows for name in (pre, post)}
        if layer and scope in ("presence", unit):
            layers.append((family, region, layer, cells))
    for pair in {pair for _, _, layer, _ in layers for pair in layer}:
        seen = {region for _, region, layer, _ in layers if pair in layer}
        readings = defaultdict(list)  # by observation: what each of its families says, True, False or None for no vote
        listed = defaultdict(list)
        for family in {layer[0] for layer in layers}:
            members = [one for one in layers if one[0] == family and set(pair) <= one[3]]
            if not members:
                continue
            observation = SHARED.get(family, family)
            listing = [one for one in members if pair in one[2]]
            regions = {one[1] for one in listing}
            against = [one for one in members if pair not in one[2] and (one[1] is None or one[1] in regions)]
            if listing and len(listing) >= len(against):
                readings[observation].append(True)
                listed[observation].append(statistics.median(one[2][pair] for one in listing))
            else:
                readings[observation].append(None if all(one[1] is not None and one[1] not in seen for one in members) else False)
        able = len(readings)
        families = sorted(name for name, of in readings.items() if True in of and of.count(True) >= of.count(False))
        outside = sum(set(of) == {None} for of in readings.values())
        weights = [statistics.median(listed[name]) for name in families]
        numbers = [able, len(families), outside]
        if scope != "presence" and weights:
            deviation = statistics.stdev(weights) if len(weights) > 1 else None
            numbers += [statistics.median(weights), statistics.mean(weights), deviation, sum(weights) / able]
        else:
            numbers += [None] * 4
        yield (kind, scope, *pair), (numbers, families)


def corrected_differences(folder):
    columns = ["n_able", "n_present", "n_absent_outside", "median_weight", "mean_weight", "sd_weight", "mean_over_able"]
    with open(folder / "consensus_connections.csv") as text:
        rows = list(csv.DictReader(text))
    theirs = {(r["kind"], r["scope"], r["pre"], r["post"]): r for r in rows}
    ours = {}
    for kind in ("chemical", "gap"):
        for scope in ("presence", "EM sections", "synapses"):
            ours |= dict(corrected(kind, scope))
    differing = 0
    for key in ours.keys() | theirs.keys():
        row, made = theirs.get(key), ours.get(key)
        if row is None or made is None:
            differing += 1
            continue
        found = [float(row[name]) if row[name] else None for name in columns]
        same = all((a is None) == (b is None) and (a is None or abs(a - b) <= 1e-12 * max(1, abs(b))) for a, b in zip(found, made[0]))
        differing += not (same and json.loads(row["families"]) == made[1])
    return {"rows": len(theirs), "differing": differing}


result = {"published": published_differences(), "corrected": corrected_differences(Path(sys.argv[2]))}
print(json.dumps(result))
sys.exit(any(result["published"].values()) or result["corrected"]["differing"] > 0)
