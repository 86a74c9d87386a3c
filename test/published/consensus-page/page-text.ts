import type { ConsensusFacts } from "./facts.js";
import { oneEdition } from "./sources.js";

/** The page on consensus connectomes, in Markdown; every number of a source comes from `facts`. */
export function consensusPage(facts: ConsensusFacts): string {
  return `# Consensus connectomes

Numbers on this page are made by \`test/published/consensus-page\` from the sources' files; do not edit it by hand.

Several groups annotated the wiring of *C. elegans*, some of them the same animals, in different units. The operation
\`consensus\` joins annotations in two ways: \`corrected\` (the default) mixes no units and counts no animal twice;
\`published\` gives the consensus of the collection of
[Simeon et al. 2024](https://doi.org/10.48550/arXiv.2411.12091) as it was published, its defects included.

\`\`\`sh
neuroloom prepare cook2019 varshney2011 openworm2018 white1986 witvliet2020 --out out
neuroloom run consensus --in out --id consensus --params '{"connectomes":${JSON.stringify(oneEdition)}}'

neuroloom prepare cook2019 varshney2011 openworm2018 white1986 witvliet2020 simeon2024-consensus --mode published --out product
neuroloom run consensus --in product --params '{"mode":"published"}'
neuroloom export product --to consensus-csv --out csv
\`\`\`

## Corrected mode

\`consensus_connections\` has a row for each pair of cells, kind of connection and scope. A scope is a unit, and then all
weights of the row have it; or it is \`presence\`, over all units, and the row has no weights. Gap junctions are unordered
and stand once.

- **Families and observations.** Annotations of one \`family\` rest on one set of micrographs and on each other. An
  observation is what is known of the same animals: a family, or several that share images, as \`same_animals\` lists
  them. By default it names one such pair. [Cook et al. 2019](https://doi.org/10.1038/s41586-019-1352-7) analysed "new and
  previously published electron micrographs"; their matrices, by the legend of the workbook, are "assembled from multiple
  animals" and do not say which connection was seen in which. None of their connections is known to be independent of
  those of [White et al. 1986](https://doi.org/10.1098/rstb.1986.0056), so that both are one observation.
  \`"same_animals": []\` counts them as two.
- **Who could show a pair.** An annotation that has such connections at all, and in which both cells occur, with whatever
  partner. \`n_able\` counts the observations.
- **Who shows it.** A family where at least as many of its annotations list the pair as lack it, and an observation where
  at least as many of its families do as do not: of two readings of the same images one is enough. An annotation of
  a part of the animal that lacks it has a vote only where another of the same part lists it: a tail says nothing of
  the head. \`n_present\` counts the observations, \`families\` names them.
- **Agreement.** \`agreement\` = n_present / n_able. Of the observations that lack a pair, \`n_absent_outside\` saw only
  parts of the animal in which no annotation lists it, so that it may lie elsewhere; \`agreement_in_region\` =
  n_present / (n_able − n_absent_outside). The first counts them as absences, the second leaves them out.
- **Weights.** The weight of an observation is the median over its families that show the pair, that of a family the
  median over its annotations that list it. Median, mean, standard deviation (n − 1) and range are those of the
  observations that show it; \`mean_over_able\` takes a 0 for each that could and does not.
- **What takes part** by default: adult hermaphrodites, chemical synapses and gap junctions between two neurons, every
  edition that the folder holds. Name one edition of each annotation with \`connectomes\`; what took part as which
  observation is said while it runs.

With one edition of each annotation of the adult hermaphrodite:

${table(
  [
    "kind and scope",
    "observations",
    "connections",
    "shown by all able (two or more)",
    "mean agreement",
    "mean of the medians",
  ],
  facts.layers.map((row) => [
    row.layer.replace(":", ", "),
    row.n_observations,
    row.n_connections,
    row.n_observations === 1 ? "" : row.n_unanimous,
    row.mean_agreement?.toFixed(3) ?? "",
    row.mean_weight?.toFixed(3) ?? "",
  ]),
)}

Agreement is over connections that at least one observation shows; what all overlooked is not in it.${facts.apart
    .map(
      ({ kind, together, apart }) => `
With \`"same_animals": []\` the presence of ${kind} connections rests on ${apart.n_observations} observations instead of ${together.n_observations},
the mean agreement is ${apart.mean_agreement!.toFixed(3)} instead of ${together.mean_agreement!.toFixed(3)}, and ${apart.n_unanimous} instead of ${together.n_unanimous} are shown by all of at least two.`,
    )
    .join("")}

RIAL → RMDVL, a strong synapse of the head:

${table(
  ["scope", "n_able", "n_present", "agreement", "median", "mean", "SD", "range"],
  facts.example.map((row) => [
    row.scope,
    row.n_able,
    row.n_present,
    row.agreement,
    row.median_weight ?? "",
    row.mean_weight?.toFixed(2) ?? "",
    row.sd_weight?.toFixed(2) ?? "",
    row.median_weight === null ? "" : `${row.minimum_weight} to ${row.maximum_weight}`,
  ]),
)}

Both modes were written a second time with Python (\`bench/peers/consensus_reference.py\`): every row of this consensus, and
every cell of the collection's two files, is the same.

What this cannot tell: whether a connection that two annotators of one animal saw differently is there; whether an
animal lacks a connection or its annotators overlooked it; how animals vary, from so few of them; how much of Cook et al.
is new. Annotations of one family were not made independently of each other either.

## Published mode

The published rules, applied to the sources, give the ordered pairs that the collection names for each of its nine
annotations, and both consensus files at hand to the last digit: \`export --to consensus-csv\` writes the same bytes. The
functional layer is taken from the collection's own file, since the workbook that it was made from is not at hand.

\`published_annotations\` and \`published_edges\` hold the annotations, and what became of the rows of each source;
\`consensus_edges\` the consensus, without the functional layer with \`"functional": false\`, for all 90,000 ordered pairs with
\`"complete": true\` (the untrimmed files are not at hand to compare with); \`published_nodes\` the node table, its first
two axes swapped. \`neuroloom prepare simeon2024-consensus\` reads the collection's files as they stand into
\`product_consensus\`.

${table(
  ["annotation", "file", "neurons", "ordered pairs", "chemical", "sum", "gap pairs (self)", "sum"],
  facts.annotations.map((one) => [
    one.annotation,
    one.file,
    one.n_neurons,
    one.n_edges,
    one.n_chemical,
    one.annotation === "funconn" ? "" : one.chemical_weight,
    one.annotation === "funconn" ? "" : `${one.n_gap_pairs} (${one.n_gap_self})`,
    one.annotation === "funconn" ? "" : one.gap_weight,
  ]),
)}

The order in which the collection adds up its annotations is nowhere written down and shows in the last digits of the
uncertainties. With the order used here all of them come out; it was found by trying. The weight of the gap junctions in
the uncertainty is 1 − 0.9 in floating point, not 0.1, for the same reason.

### What it does to the sources

**C1. Names are compared letter for letter.** ${facts.nPadded} motor neurons are written with a zero (AS01) in two sources and
are lost there. Of Cook et al. ${facts.cook.kept} of ${facts.cook.all} neurons are left, and ${edgesOf(facts, "cook2019")} of ${facts.cookEdges} ordered pairs: missing are
exactly the ${facts.cook.missingPadded} padded ones. Of Varshney et al. ${facts.varshney.kept} of ${facts.varshney.all} neurons are left: missing are ${facts.varshney.missingPadded} padded ones and
${facts.varshney.other}, whose rows are of kinds that are passed over.

**C2. Rows of kind S are passed over.** NeuronConnect has ${facts.monadicRows} of them, ${facts.monadicSum} synapses: synapses with a single
receiving cell. With them and with all names it has ${facts.varshneyChemical} chemical connections and ${facts.varshneySynapses} synapses, the collection
${chemicalOf(facts, "chklovskii")}.

**C3. Lower case is not matched.** ${facts.nLowerCase} row of NeuronConnect is concerned (${facts.lowerCaseRows}); its kind is passed over anyway.

**C4. The functional layer is transposed.** A cell of the atlas is the response of the row's neuron to stimulation of the
column's neuron. The collection calls the row the source. All ${facts.nSameCells} of its ${facts.nKept} functional weights are the cell
(row from, column to). Read as row = responding neuron, the cells differ from the significant responses of the
neuron-graph site by ${facts.differenceResponder} in the median; read the other way, by ${facts.differenceSource}.

**C5. The functional layer holds the pairs without a response.** Of ${facts.nMeasured} measured pairs ${facts.nKept} are kept. Among them are
${facts.nSignificantKept} of the ${facts.nSignificant} significant ones, and ${facts.nDiagonalKept} of the ${facts.nDiagonal} neurons that were stimulated themselves. The mean size of the
response is ${facts.sizeKept} in the pairs that are kept, ${facts.sizeNotKept} in the others, ${facts.sizeSignificant} in the significant ones. Most likely the sheet that
it filters by holds the q values of *no* response; the workbook would tell.

**C6. Of repeated rows the first one is taken.** Only the list of the tail has any: ${facts.tailRepeats} of ${facts.tailRecords} records. The collection
holds their sums (${facts.tailSum} synapses; the first records alone have ${facts.tailFirstOnly}), so that they were summed before. Taking the first
ones would change ${facts.tailRowsChanged} rows of the consensus.

**C7. Gap weights are averaged as a set.** A value that five annotations give counts as much as one that a single one
gives. ${facts.setExample}. This concerns ${facts.nSetDiffers} of ${facts.nGapPairs} pairs, of which ${facts.setLarger} come out too large. The largest difference:
${facts.setLargest}.

**C8. Units are mixed, and animals counted several times.** Cook et al. count sections of synapses, the others synapses.
Where both are there (${facts.nRatios} chemical connections), Cook et al. have ${facts.medianRatio} times the number of White et al. in the median.
Of ${facts.nChemicalPairs} chemical connections ${facts.nMixed} average sections with counts, and ${facts.nSectionsOnly} are sections alone, in the same column. ${facts.nSeveralOfSeries}
average several annotations of one series of micrographs as if they were animals; of ${facts.nSeriesOnly} of these nothing else is
known.
`;
}

function edgesOf({ annotations }: ConsensusFacts, name: string): number {
  return annotations.find(({ annotation }) => annotation === name)!.n_edges;
}

function chemicalOf({ annotations }: ConsensusFacts, name: string): string {
  const { n_chemical, chemical_weight } = annotations.find(({ annotation }) => annotation === name)!;
  return `${n_chemical} and ${chemical_weight}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}
