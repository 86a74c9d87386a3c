"""Reference values of the recipes correlation-connection and layer-comparison.

usage: wiring.py DATA

Reads the original files below DATA with NumPy, SciPy, h5py and NetworkX, computes everything in float64 from the
definitions, without a line of neuroloom, and prints JSON.
"""

import json
import re
import sys
from itertools import combinations, permutations
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.stats import spearmanr

from analyses import dag, kato

DATA = Path(sys.argv[1]) / "celegans"
PADDED = re.compile(r"^(AS|DA|DB|DD|VA|VB|VC|VD)0(\d)$")


def plain(name):
    return PADDED.sub(r"\1\2", name.strip())


NEURONS = {line.split(",")[0] for line in (DATA / "neurons/neuron_master_sheet.csv").read_text().splitlines()[1:]}
NEURONS |= {"CANL", "CANR"}
CLASSES = {n: re.sub(r"([DV]?[LR]|[DV]|\d+)$", "", n) for n in NEURONS}


def wiring(path, by_length):
    """Chemical weights of ordered pairs of neurons, gap weights of unordered ones."""
    chemical, gap = {}, {}
    for record in json.loads((DATA / path).read_text()):
        pre, post = plain(record["pre"]), plain(record["post"])
        if pre not in NEURONS or post not in NEURONS:
            continue
        weight = len(record["syn"]) if by_length else record["syn"][0] if isinstance(record["syn"], list) else record["syn"]
        if record["typ"] == 0:
            chemical[pre, post] = chemical.get((pre, post), 0) + weight
        else:
            key = tuple(sorted((pre, post)))
            gap[key] = max(gap.get(key, 0), weight)
    return chemical, gap


def paths(chemical, gap):
    graph = nx.DiGraph(chemical.keys())
    graph.add_edges_from(gap)
    graph.add_edges_from((b, a) for a, b in gap)
    return graph, dict(nx.all_pairs_shortest_path_length(graph))


def answers(traces, columns, chemical, gap, graph, steps):
    names = sorted(plain(name) for name in columns if plain(name) in graph)
    column = {plain(name): index for name, index in columns.items()}
    r = np.corrcoef(traces[:, [column[name] for name in names]].T)
    rows = []
    for i, j in combinations(range(len(names)), 2):
        a, b = names[i], names[j]
        c = chemical.get((a, b), 0) + chemical.get((b, a), 0)
        g = gap.get(tuple(sorted((a, b))), 0)
        lengths = [s for s in (steps[a].get(b), steps[b].get(a)) if s is not None]
        rows.append((r[i, j], np.arctanh(r[i, j]), c, g, min(lengths) if lengths else np.nan))
    r, z, c, g, s = np.array(rows).T
    group = (c > 0) + 2 * (g > 0)
    none = z[group == 0]

    def against(mask):
        own = z[mask]
        pooled = ((len(own) - 1) * own.var(ddof=1) + (len(none) - 1) * none.var(ddof=1)) / (len(own) + len(none) - 2)
        return own.mean() - none.mean(), (own.mean() - none.mean()) / np.sqrt(pooled)

    known = ~np.isnan(s)
    return {
        "neurons": len(names),
        "pairs": [int((group == code).sum()) for code in range(4)],
        "mean_r": [float(np.tanh(z[group == code].mean())) for code in range(4)],
        "connected": against(group > 0),
        "chemical": against(group == 1),
        "gap": against(group == 2),
        "both": against(group == 3),
        "chemical-weight": spearmanr(r[c > 0], c[c > 0]).statistic,
        "gap-weight": spearmanr(r[g > 0], g[g > 0]).statistic,
        "steps": spearmanr(r[known], s[known]).statistic,
    }


def correlation_connection():
    sources = {
        "cook2019_hermaphrodite_2020": ("cook2019/cook_jarrell_2019_h.json", False),
        "white1986_whole": ("white1986/nemanode_white_1986_whole.json", True),
        "witvliet2020_8": ("witvliet2020/nemanode_witvliet_2020_8.json", True),
    }
    recordings = [("kato2015", *rest[:3]) for rest in kato()] + [("dag2023", *rest[:3]) for rest in dag()]
    result = {}
    for name, (path, by_length) in sources.items():
        chemical, gap = wiring(path, by_length)
        graph, steps = paths(chemical, gap)
        each = {f"{d}/{w}": answers(t, c, chemical, gap, graph, steps) for d, w, t, c in recordings}
        result[name] = {"recordings": each}
        for scope in ("kato2015", "dag2023", ""):
            own = [a for key, a in each.items() if key.startswith(scope)]
            result[name][scope or "all"] = {
                m: float(np.mean([a[m][0] if isinstance(a[m], tuple) else a[m] for a in own]))
                for m in ("connected", "chemical", "gap", "both", "chemical-weight", "gap-weight", "steps")
            }
    return result


def layer_comparison():
    chemical, gap = wiring("white1986/nemanode_white_1986_whole.json", True)
    graph, steps = paths(chemical, gap)
    edges = set(graph.edges)
    lines = [line.split(",") for line in (DATA / "randi2023/fig2_data.csv").read_text("utf-8-sig").splitlines()]
    alias = {"IL2V4": "IL2VR"}
    columns = [alias.get(n.strip(), n.strip()) for n in lines[0][1:]]
    measured = {
        (stimulated, alias.get(row[0].strip(), row[0].strip()))
        for row in lines[1:]
        for stimulated, cell in zip(columns, row[1:])
        if cell.strip() != ""
    }
    functional = {(r["pre"], r["post"]): r["syn"][0] for r in json.loads((DATA / "randi2023/randi_funconn_wildty.json").read_text())}
    names = sorted(set(graph.nodes) & {n for pair in measured for n in pair})
    pairs = [pair for pair in permutations(names, 2) if pair in measured]
    both = [pair for pair in pairs if pair in edges and pair in functional]
    n_a, n_b = sum(p in edges for p in pairs), sum(p in functional for p in pairs)
    only_a, only_b = n_a - len(both), n_b - len(both)
    weight = [chemical.get(p, 0) + gap.get(tuple(sorted(p)), 0) for p in both]
    strata = {}
    for p in pairs:
        length = steps[p[0]].get(p[1])
        key = "no path" if length is None else str(length) if length < 4 else "4+"
        count = strata.setdefault(key, [0, 0])
        count[0] += 1
        count[1] += p in functional
    return {
        "neurons": len(names), "pairs": len(pairs), "a": n_a, "b": n_b, "both": len(both),
        "jaccard": len(both) / (n_a + n_b - len(both)),
        "odds_ratio": len(both) * (len(pairs) - n_a - n_b + len(both)) / (only_a * only_b),
        "rank_correlation": spearmanr(weight, [functional[p] for p in both]).statistic,
        "strata": strata,
    }


def main():
    print(json.dumps({"correlation-connection": correlation_connection(), "layer-comparison": layer_comparison()}, indent=1))


main()
