import { correlationTable, cycleTable, phaseTable, tuningTable } from "./page-tables.js";
import type { PageResults } from "./results.js";

/** The page on the three analyses, as Markdown. */
export async function pageText(results: PageResults): Promise<string> {
  return `# Three analyses

Numbers and pictures on this page are made by \`test/analyses/page\` from the original files; do not edit it by hand. Each part is
a recipe: its numbers were computed a second time in NumPy (\`bench/peers/analyses.py\`), and \`neuroloom reproduce\` compares them.
Unless the text says so, they are not the numbers of the papers.

\`\`\`sh
neuroloom reproduce kato2015-state-tuning --out tuning
neuroloom plot state-tuning --in tuning --analysis named --out tuning.svg
neuroloom reproduce command-correlations --out correlations
neuroloom plot correlation-dots --in correlations --out correlations.svg
neuroloom reproduce kato2015-cycle --out cycle
neuroloom plot neural-cycle --in cycle --recording worm1 --out cycle.svg
neuroloom plot cycle-phases --in cycle --out phases.svg
\`\`\`

The same operations run on your own folder with \`neuroloom run\`; \`neuroloom run --list\` shows their parameters.

## Which neurons tell reversal from forward movement

\`state-tuning\` compares each trace between two states, for example sustained reversal (REVSUS) and forward movement (FWD): means,
Cohen's d, and the area under the ROC curve, that is the chance that a sample of the first state is the larger one. \`state-tuning-summary\`
puts animals together, each counting once.

Samples of a calcium trace are not independent, so the p value does not count them: the sequence of states is turned in a circle
against the traces, by at least 30 s, and p is the share of turns that separate the states as well. Within a recording p is
corrected over the neurons (Benjamini and Hochberg). With 999 turns no p is below 0.001. The test takes both sequences for
stationary; a drift over the whole recording that both share can still pass for tuning.

**Immobilised worms, sustained reversal against forward (Kato et al. 2015):**

${await tuningTable(results, "kato2015-state-tuning", { scope: "kato2015" })}

![Tuning of neuron classes in five worms](images/analysis-tuning-kato2015.svg)

**Freely moving worms, reversals against the rest (Dag et al. 2023).** These reversals are short, and calcium follows them late: the
level of AVA is little higher during them than at other times,

${await tuningTable(results, "dag2023-state-tuning", { scope: "dag2023", analysis_id: "level-animals" })}

but its slope (Gaussian of 1 s, then the gradient) is high. A level that looks untuned may be a late one:

${await tuningTable(results, "dag2023-state-tuning", { scope: "dag2023", analysis_id: "slope-animals" })}

![Tuning of slopes in seven freely moving worms](images/analysis-tuning-dag2023.svg)

## How command neurons go together, across animals and labs

\`correlation\` takes each recording at its own samples; \`correlation-summary\` takes the mean by Fisher's z over the members of two
classes that an animal has, then over animals, with spread, range and the pairing of sides (table \`correlation_summaries\`; at the level
of names it says same-class, same-side or opposite-side). In brackets: the range over animals and how many have both.

${await correlationTable(results)}

![Correlations of pairs of classes, a dot per animal](images/analysis-correlations.svg)

Left and right members of a class, and the reversal neurons AVA, AVE, RIM, AIB, go together in every lab. RIB and AVB, neurons of
forward movement, go against AVA in both sets of immobilised worms and in the one animal of flavell2023, and not in the freely moving worms of
dag2023. Why is not settled by these numbers: the worms of dag2023 move and feed, the quantities differ (dF/F, ratio, F), drift is not
removed here, and in some animals of dag2023 the two RIM hardly agree (r down to 0.11), as if a label were wrong.
\`see-elegans2024\` is one worm whose frame rate is not known; correlations do not need it.

## The cycle of motor states

Kato et al. 2015 (https://doi.org/10.1016/j.cell.2015.09.034) found that the brain of an immobilised worm goes round a loop: principal
components of the time derivatives, integrated over time, return to the same path with each sequence of motor commands.
\`principal-components\` on differentiated traces and \`neural-cycle\` make it here: scores are summed over time, the phase is taken in the plane
of two components, and each state gets its mean phase. Components have no sign of their own, so the first is turned to have forward
movement on the left, and the second so that time goes with rising phase.

${await cycleTable(results)}

The paper reports about 65 % of variance in three components, with derivatives by total-variation regularisation. How much it is follows from
smoothing and scaling: with a Gaussian of 1 s three components hold what the first column says where strong neurons count more, and the
second where all count alike. The phases below are of the second; \`{ differentiate: total-variation }\` is there as well, and slow.

![The loop of worm 1, coloured by state, with loadings](images/analysis-cycle.svg)

Phase of each state, counted from forward movement in the direction of time. Agreement is the length of the mean vector of the
worms: 1 where all are the same.

${await phaseTable(results)}

![Place of each state on the cycle, five worms](images/analysis-cycle-phases.svg)

Sustained reversal lies opposite of forward movement in every worm, its beginning (REV2) before and the ventral turn (VT) after it: the
order of the motor sequence. REV1 and DT have no common place: they are few, and in some worms spread over the cycle (rings).
`;
}
