import { type PageResults, rowsWhere } from "./results.js";

/** Classes that the page tells of, forward after reversal. */
const classes = ["AVA", "AVE", "RIM", "AIB", "RIB", "AVB", "RME", "VB"];
const pairs = ["AVA-AVA", "AVA-AVE", "AVA-RIM", "AIB-AVA", "RIM-RIM", "AVA-RIB", "RIB-RIM", "AVB-RIB", "AVA-AVB"];
const labs = ["kato2015", "dag2023", "flavell2023", "see-elegans2024", "all"];
const states = ["FWD", "SLOW", "REV2", "REVSUS", "VT", "DT", "REV1"];

/** A Markdown table. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function number(value: number, digits: number): string {
  // neither a hyphen for a minus nor a zero with a sign
  return value
    .toFixed(digits)
    .replace(/^-(0\.?0*)$/, "$1")
    .replace("-", "−");
}

/** Tuning of the classes, from one summary. */
export async function tuningTable(
  results: PageResults,
  recipe: "kato2015-state-tuning" | "dag2023-state-tuning",
  where: Readonly<Record<string, string>>,
): Promise<string> {
  const rows = await rowsWhere(results.get(recipe)!.tables, "state_tuning_summaries", where);
  const lines = classes.flatMap((name) => {
    const row = rows.find((one) => one.name === name);
    if (!row) return [];
    const agree = Math.round(row.sign_consistency * row.n_animals);
    const area = `${number(row.mean_auc, 3)} (${number(row.minimum_auc, 2)} to ${number(row.maximum_auc, 2)})`;
    const significant = `${row.n_significant} of ${row.n_channels}`;
    return [[name, number(row.mean_cohens_d, 2), area, `${agree} of ${row.n_animals}`, significant]];
  });
  return table(
    ["class", "mean d", "mean ROC area (of the animals)", "animals of the mean’s sign", "traces with q ≤ 0.05"],
    lines,
  );
}

/** Correlations of pairs of classes by lab. */
export async function correlationTable(results: PageResults): Promise<string> {
  const where = { analysis_id: "classes" };
  const rows = await rowsWhere(results.get("command-correlations")!.tables, "correlation_summaries", where);
  const lines = pairs.map((pair) => {
    const [a, b] = pair.split("-");
    const cells = labs.map((scope) => {
      const row = rows.find((one) => one.scope === scope && one.name_a === a && one.name_b === b);
      if (!row) return "–";
      const range =
        row.n_animals > 1 ? ` (${number(row.minimum_r, 2)} to ${number(row.maximum_r, 2)}; ${row.n_animals})` : " (1)";
      return number(row.r, 2) + range;
    });
    return [a === b ? `${a} L–R` : `${a}–${b}`, ...cells];
  });
  return table(["pair", ...labs], lines);
}

/** Shares of variance and turns of each worm. */
export async function cycleTable(results: PageResults): Promise<string> {
  const { tables } = results.get("kato2015-cycle")!;
  const components = await rowsWhere(tables, "components", { component: 3 });
  const cycles = await rowsWhere(tables, "cycles", {});
  const share = (recording: string, scaling: string) =>
    number(
      100 * components.find((row) => row.recording_id === recording && row.scaling === scaling)!.cumulative_share,
      1,
    );
  const lines = cycles.map(({ recording_id, net_turns, travelled_turns, mean_turn_s }) => [
    recording_id,
    `${share(recording_id, "centre")} %`,
    `${share(recording_id, "z-score")} %`,
    `${number(net_turns, 1)} of ${number(travelled_turns, 1)}`,
    `${number(mean_turn_s!, 0)} s`,
  ]);
  const header = [
    "worm",
    "three components, in dF/F",
    "three components, neurons alike",
    "net turns of those travelled",
    "time per net turn",
  ];
  return table(header, lines);
}

/** Phase of each state in each worm, and over them. */
export async function phaseTable(results: PageResults): Promise<string> {
  const { tables } = results.get("kato2015-cycle")!;
  const rows = await rowsWhere(tables, "cycle_states", {});
  const summaries = await rowsWhere(tables, "cycle_state_summaries", { scope: "all" });
  const worms = [...new Set(rows.map(({ recording_id }) => recording_id))];
  const lines = states.map((state) => {
    const cells = worms.map((worm) => {
      const row = rows.find((one) => one.recording_id === worm && one.state === state);
      return row ? `${number(row.phase_degrees, 0)}°` : "–";
    });
    const { phase_degrees, resultant } = summaries.find((one) => one.state === state)!;
    return [state, ...cells, `${number(phase_degrees, 0)}°`, number(resultant, 2)];
  });
  return table(["state", ...worms, "mean", "agreement"], lines);
}
