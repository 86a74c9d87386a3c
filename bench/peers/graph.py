"""Measures of a directed graph with networkx.

usage: graph.py FILE NODES SOURCES
"""

import json
import resource
import sys

import networkx as nx
import numpy as np
from timing import timed

path, n, n_sources = sys.argv[1], *map(int, sys.argv[2:4])
start, end, weight = np.fromfile(path, dtype="<i4").reshape(3, -1).tolist()


def spaced(count):
    count = min(count, n)
    return [k * n // count for k in range(count)]


def build():
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(zip(start, end, weight))
    return graph


G = build()
for _, _, attributes in G.edges(data=True):
    attributes["length"] = 1 / attributes["weight"]
U = nx.Graph()
U.add_nodes_from(range(n))
U.add_edges_from(G.edges)
small = n < 5000
sources, few = spaced(n_sources), spaced(n_sources // 10)
groups = [set(range(first, n, 10)) for first in range(10)]


def path_lengths():
    total = count = 0
    for source in sources if small else few:
        lengths = nx.single_source_shortest_path_length(G, source)
        total += sum(lengths.values())
        count += len(lengths) - 1
    return total / count


def weighted_path_lengths():
    total = count = 0
    for source in sources if small else few:
        lengths = nx.single_source_dijkstra_path_length(G, source, weight="length")
        total += sum(lengths.values())
        count += len(lengths) - 1
    return total / count


def betweenness():
    if len(sources) == n:
        return sum(nx.betweenness_centrality(G, normalized=False).values())
    found = nx.betweenness_centrality_subset(G, sources, list(G), normalized=False)
    return sum(found.values()) * n / len(sources)


def rich_club():
    found = nx.rich_club_coefficient(U, normalized=False)
    return found[max(found)]


def louvain():
    return nx.community.modularity(G, nx.community.louvain_communities(G, seed=0))


def null_model():
    graph = U.copy()
    edges = graph.number_of_edges()
    # one swap per edge, of at most two tries each
    try:
        nx.double_edge_swap(graph, nswap=edges, max_tries=2 * edges, seed=0)
    except nx.NetworkXAlgorithmError:
        pass
    return graph.number_of_edges()


measures = {
    "build": lambda: build().number_of_edges(),
    "degrees": lambda: sum(max(degree for _, degree in view()) for view in (G.in_degree, G.out_degree, G.degree)),
    "strengths": lambda: max(strength for _, strength in G.in_degree(weight="weight")),
    "density": lambda: nx.density(G),
    "reciprocity": lambda: nx.overall_reciprocity(G),
    "weak components": lambda: nx.number_weakly_connected_components(G),
    "strong components": lambda: nx.number_strongly_connected_components(G),
    "clustering, directed": lambda: nx.average_clustering(G),
    "clustering, undirected": lambda: nx.average_clustering(U),
    "transitivity": lambda: nx.transitivity(U),
    "path lengths": path_lengths,
    "path lengths, weighted": weighted_path_lengths,
    "betweenness": betweenness,
    "rich club": rich_club,
    "degree assortativity": lambda: nx.degree_pearson_correlation_coefficient(G),
    "triad census": lambda: nx.triadic_census(G)["030T"],
    "cores": lambda: max(nx.core_number(U).values()),
    "modularity": lambda: nx.community.modularity(G, groups),
    "louvain": louvain,
    "null model, undirected": null_model,
}
if small:
    measures["algebraic connectivity"] = lambda: nx.algebraic_connectivity(U, seed=0)
    measures["closeness"] = lambda: sum(nx.closeness_centrality(G).values())
    measures["betweenness, weighted"] = lambda: sum(
        nx.betweenness_centrality(G, weight="weight", normalized=False).values()
    )
    measures["local efficiency"] = lambda: nx.local_efficiency(U)

results = {}
for name, measure in measures.items():
    results[name] = timed(measure)
    print(name, results[name], file=sys.stderr, flush=True)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "measures": results,
    "versions": {"networkx": nx.__version__, "numpy": np.__version__},
    "cpuSeconds": used.ru_utime + used.ru_stime,
    "maxRssBytes": used.ru_maxrss * 1024,
}))
