import type { Compared, ConformanceFacts, Patterns } from "./facts.js";

/** Digits that are the same on every machine. */
const digits = 7;

/** The page docs/rsa-conformance.md. */
export function conformancePage({ continuous, ties, cells, patterns }: ConformanceFacts): string {
  const nDeviating = new Set(patterns.flatMap(({ deviate }) => deviate.map(({ name }) => name))).size;
  const largest = Math.max(...cells.map(({ ours, theirs }) => Math.abs(ours - theirs)));
  return `# Conformance of measures

What neuroloom gives, beside reference values by NumPy and SciPy in float64 and beside other implementations. This page is
written by a test from the numbers that come out; \`reproduce\` checks them on your machine:

\`\`\`sh
npx neuroloom reproduce rsa-conformance
\`\`\`

Data: \`similarity-repository\` ([nacloos/similarity-repository](https://github.com/nacloos/similarity-repository), commit
035b3be): two draws of 30 × 25 uniform numbers and what 32 packages give for them; and small dissimilarity matrices written out
in the tests (\`test/rsa/comparison\`).

## Comparison of two RDMs of six conditions

${comparedTable(continuous)}

The column of rsatoolbox (commit f1f83ca) has a value where it differs: whitening with variances centres with the unweighted
mean there, and whitening with a covariance stops its iterations at a relative error of 1e-5. \`corr-cov\` takes off the plain
mean, as rsatoolbox does; \`corr-cov-gls\` the generalised least-squares mean.

## Comparison of two RDMs with ties

${comparedTable(ties)}

Rank measures differ where a model has ties. \`rho-a\` is what Spearman's correlation is to be expected at when ties are broken
at random; \`spearman\` and \`tau-b\` favour models with ties.

## All comparisons of RDMs that the repository has for rsatoolbox

${cells.length} cells; the largest difference is below ${powerAbove(largest)}. Its column \`pearson\` is our \`corr\`, \`kendall\` our
\`tau-b\`, \`bures_metric\` our \`bures-squared\`.

${table(
  ["RDMs", "measure", "neuroloom", "rsatoolbox"],
  cells.map(({ rdm, measure, ours, theirs }) => [
    rdm.replace("_", " "),
    `\`${measure}\``,
    ours.toFixed(digits),
    theirs.toFixed(digits),
  ]),
)}

\`cosine_cov\` of squared Euclidean RDMs is linear CKA of the patterns, and \`bures\` of the same is the Procrustes score: the
rows below have the same values.

## Measures between patterns

${patterns.length} measures. ${nDeviating} of the 32 packages give another value for at least one of them; they are named, with what they give.

${table(
  ["measure", "neuroloom", "implementations with this value", "other values"],
  patterns.map((one) => [
    `\`${one.measure}\`<br>${one.column}`,
    one.ours.toFixed(digits),
    `${one.agree.length} of ${one.agree.length + one.deviate.length}${firstNames(one)}`,
    one.deviate.map(({ name, value }) => `${name} ${value.toPrecision(6)}`).join("<br>") || "none",
  ]),
)}

The plug-in forms of CKA are high for few conditions also where patterns are independent, as they are here: ${number(patterns, "cka")}
against ${number(patterns, "cka-debiased")} debiased.
`;
}

function comparedTable(rows: readonly Compared[]): string {
  const head = ["measure", "neuroloom", "reference", "rsatoolbox, where it differs"];
  return table(
    head,
    rows.map(({ name, ours, reference, toolbox }) => [
      name.replace(/^[\w-]+/, "`$&`"),
      ours.toFixed(digits),
      reference.toFixed(digits),
      toolbox === undefined ? "" : toolbox.toFixed(digits),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function firstNames({ agree }: Patterns): string {
  return agree.length === 0 ? "" : `: ${agree.slice(0, 4).join(", ")}${agree.length > 4 ? ", …" : ""}`;
}

function number(patterns: readonly Patterns[], measure: string): string {
  return patterns.find((one) => one.measure === measure)!.ours.toFixed(3);
}

/** The power of ten above a difference, at least 1e-6: smaller ones are rounding of the table. */
function powerAbove(difference: number): string {
  return `1e${Math.max(-6, Math.ceil(Math.log10(difference)))}`;
}
