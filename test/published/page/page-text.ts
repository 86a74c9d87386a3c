import type { PageFacts } from "./facts.js";

/** Compares two files of the product's layout, newer or older: 15 or 25 columns. The page shows it, a test runs it. */
export const comparingQuery = `WITH ours AS (
  SELECT source_dataset, parse_filename(raw_data_file) AS file, neuron, calcium_data,
    dense_rank() OVER (PARTITION BY source_dataset, file ORDER BY CAST(replace(worm, 'worm', '') AS INTEGER)) AS animal
  FROM 'ours.parquet' WHERE is_labeled_neuron
), theirs AS (
  SELECT source_dataset, parse_filename(raw_data_file) AS file, neuron, calcium_data,
    dense_rank() OVER (PARTITION BY source_dataset, file ORDER BY CAST(replace(worm, 'worm', '') AS INTEGER)) AS animal
  FROM 'theirs.parquet' WHERE is_labeled_neuron
)
SELECT source_dataset, count(*) AS traces,
  count(*) FILTER (len(ours.calcium_data) <> len(theirs.calcium_data)) AS other_length,
  max(list_max(list_transform(list_zip(ours.calcium_data, theirs.calcium_data), lambda pair: abs(pair[1] - pair[2]))))
    AS largest_difference
FROM ours JOIN theirs USING (source_dataset, file, animal, neuron)
GROUP BY source_dataset ORDER BY source_dataset`;

/** The page on the published mode, in Markdown; every number of a recording comes from `facts`. */
export function pageText(facts: PageFacts): string {
  return `# Published mode

Numbers and pictures on this page are made by \`test/published/page\` from the files named here; do not edit it by hand.

A homogenized collection of worm recordings was published by
[Simeon et al. 2024](https://doi.org/10.48550/arXiv.2411.12091): 12 datasets, one Parquet file. By default neuroloom reads
the same sources and keeps what they recorded (\`--mode corrected\`). With \`--mode published\` it follows the collection's own
rules step by step, its defects included, so that results made with the collection can be compared, reproduced and understood.

\`\`\`sh
neuroloom prepare dag2023 kato2015 --mode published --out out
neuroloom export out --to celegans-neural-data --out product
\`\`\`

The first command writes three tables under the analysis \`published-<id>\`, beside anything else in the folder:
\`published_traces\` (one row per dataset, worm and neuron), \`published_recordings\` (each file: which worm it became, or why it was
skipped) and \`published_labels\` (each label: what the rules made of it). The second writes \`celegans-neural-data.parquet\`, with
the 15 columns of the collection in its order and types. Which sources the collection has, and what it took of each, says
[worm recordings, source by source](worm-recordings.md).

## What can be compared

| the same | not the same |
| --- | --- |
| labelled neurons, their names and slots; all traces and time stamps, rounding included; which recordings are kept | slots of unlabelled neurons (random there, in rising order here); numbers of worms where the collection read a folder in arbitrary order (by file name here); filled gaps of five sources (left missing here, \`imputation_not_reproduced\`) |

The rules were written a second time with NumPy (\`bench/peers/published_reference.py\`): every sample of every row is the same, of
the recordings of Dag 2023, Kato 2015 and Flavell 2023 that this page is made from. The collection's own trace file was not at
hand. To compare with it, download it as \`theirs.parquet\`, call the export \`ours.parquet\`, and run this in DuckDB. Worms are matched by file and order, and both layouts of the collection (15 and 25
columns) will do.

\`\`\`sql
${comparingQuery}
\`\`\`

## What a row shows

![AVAL as recorded and as published](images/published-scaling.svg)

The trace is smoothed at its own rate, brought to one sample per 0.333 s, and scaled. \`original_calcium_data\` is what the source
has, but not one quantity:

| collection | recording | quantity | range of AVAL |
| --- | --- | --- | --- |
${facts.quantities}

The Flavell traces are z-scored before they come in (largest mean of a trace ${facts.flavellMean}, deviation
${facts.flavellDeviation}), and scaled once more.

## Defects, one by one

### Half precision for time and traces (B1)

![Time stamps in half precision](images/published-stamps.svg)

All arrays pass through float16, time too. It holds about three digits: beyond 512 s stamps are multiples of 0.5 s, beyond
1,024 s of whole seconds. In a recording of 1,080 s (worm1 of Kato 2015, ${facts.katoSamples} samples) ${facts.katoEqual} of consecutive stamps are equal and
the largest error is ${facts.katoError} s; in the longest of the collection (8,780 samples) ${facts.longestEqual} and ${facts.longestError} s. Traces lose less: at most
${facts.katoValueError} in the z-score of that AVAL. Numbers from 65,520 on become infinite, which raw fluorescence can reach.
\`published_recordings\` has these numbers for every recording.

### Time narrowed before its origin is subtracted (B2)

![Time narrowed to float32 first](images/published-narrowed-time.svg)

The stamps of Dag 2023 count from far away: 2022-07-26-31 begins at ${facts.dagOrigin} s. In float32 such numbers are multiples of 0.125 s, and
they are narrowed before the first one is subtracted. The median step becomes ${facts.dagNarrowedMedian} s in place of ${facts.dagMedian} s; the steps are ${facts.dagSteps}.
A stamp is wrong by up to ${facts.narrowedTimeError} s. That moves the z-score of AVAL in this recording by up to ${facts.narrowedAval}, of another
trace in it by ${facts.narrowedFirst}, and of any trace of the six animals by up to ${facts.narrowedWorst} (${facts.narrowedRecording}).

### Labels forced onto the nearest name (B3)

![Traces under other names](images/published-labels.svg)

In Dag 2023 and Flavell 2023, every label that is no number is replaced by the listed name with the most equal characters at
equal positions that the recording has not used yet. This settles doubt that the authors left open (RMF? becomes RMFL), and it
meets labels that are sound: VB02 is VB2 with a zero, but it agrees with VA12 in two places, as with VB2, and VA12 is the first such
name; so VB2 is lost and VA12 has its trace. A label given twice pushes others on: in 2022-07-27-38 a second URADL becomes URADR, and the true URADR becomes URAVR.
${facts.replacementCount} labels are replaced in the recordings at hand:

| recording | replaced, in order |
| --- | --- |
${facts.replacements}

### A recording lost by the ending of its name (B4)

The ending \`-data.h5\` is taken off character by character: every \`-\`, \`d\`, \`a\`, \`t\`, \`.\`, \`h\` and \`5\` at either end goes.
2022-07-27-45-data.h5 becomes 2022-07-27-4, for which there are no labels, so that the animal counts as one without
identities and is skipped, with ${facts.lostLabels} labels.

### Unlabelled and half-labelled neurons of Leifer 2023 (B5, B6)

Unlabelled traces have an empty label there, and of equal labels one trace is kept: all but one are lost. A class name
becomes its left neuron, else its right one, and since it sorts before its members it takes the name from a true left neuron. No file
of this source is at hand; these labels are made up:

| label | published as |
| --- | --- |
${facts.classRows}

### Without effect on the numbers (B7, B8)

Times fall back to the resampled ones where they are one-dimensional, which they never are; one scaler object is fitted again and
again, which leaves nothing behind. Neither changes a number, and neither is repeated here.

### Places and numbers that name nothing (B9, B10, B11)

A trace without a name gets a random place among the 300, one that belongs to another neuron, and a number for a name: its place in
the list of labels sorted as text. Of ${facts.numbered} such traces in worm1 of Kato 2015, the number is the column of the source for
${facts.numberedRight}; number ${facts.numberExample} is column ${facts.numberColumn}. Worms count from 0 in each dataset, in some in whatever order a folder was listed. The 577 worms
of Lin 2023 are files, not animals.

### Rows too large to look at (B12)

Long lists in huge row groups kept the hub from showing the collection. The export has row groups of about 2 MiB.
(B13 concerns the connectome.)

### A window of 15 samples that holds 8

![A window that holds 8 samples](images/published-window.svg)

The window of 15 is cut in half and looks back only: each value is the mean of the last 8 samples. Widths are in samples, so that the same
setting means ${facts.katoWindow} s in worm1 of Kato 2015, where 15 samples are ${facts.katoFull} s, and ${facts.dagWindow} s in Dag 2023; the trace comes ${facts.katoLag} s and ${facts.dagLag} s late.

### Blocks stamped at their start

![Block means at their starts](images/published-blocks.svg)

Traces faster than the grid are averaged over blocks of six points, and the mean stands at the first of them: ${facts.blockShift} s
early. At the steepest place of AVAL in worm4 of Kato 2015 the difference is ${facts.blockLargest} in z.

### A scale that knows the future

The z-score uses mean and deviation of the whole recording, after smoothing. In worm1 of Kato 2015 the z-scores of AVAL in the first half
change by up to ${facts.zHalf} when the second half is left out. The first one is ${facts.zFirst}; scaled by what was known then, it would be ${facts.causalFirst}.

### Gaps filled from other neurons

In five sources missing samples are filled by a regression on other neurons, which makes neurons resemble each other. This step is not
repeated: missing samples stay missing, and \`published_recordings.imputation_not_reproduced\` says where.
`;
}
