import { pythonFloat } from "./python-float.js";
import type { SampleScores } from "./sample-scores.js";

/** What a value of the file can be. */
type Value = number | null | readonly number[];

/**
 * The scores of a sample in the file format of the reference (TOML): tables `general`, `confusion_matrix` and one per
 * threshold. All numbers are numbers, where the reference quotes those of single precision; a score that is not there is
 * `nan`. The protocol, the reason of missing scores and warnings stand in comments at the top. `avg_tp_skel_coverage`,
 * which the benchmark does not ask for, is left out.
 */
export function scoresToml(scores: SampleScores): string {
  const { avg_tp_skel_coverage: _, ...general } = scores.general;
  const comments = [
    `protocol: ${scores.protocol}`,
    ...(scores.reason ? [`reason: ${scores.reason}`] : []),
    ...scores.warnings.map(({ code, message }) => `warning ${code}: ${message}`),
  ];
  const tables = [
    tableText("general", general),
    tableText("confusion_matrix", scores.confusion_matrix),
    ...Object.entries(scores.thresholds).map(([key, values]) => tableText(`confusion_matrix.${key}`, values)),
  ];
  return `${comments.map((comment) => `# ${comment.replace(/\s+/g, " ")}\n`).join("")}\n${tables.join("\n")}`;
}

/** Scores that are counts and are written as integers; all others are written as floats. */
const isCount = /^(Num GT|Num Pred|FM|FS|(GT|TP_05)_(dim|overlap)|TP_05|AP_(TP|FP|FN)|false_(split|merge))$/;

function tableText(name: string, values: object): string {
  const lines = Object.entries(values as Record<string, Value>).map(([key, value]) => {
    const bare = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    const text = isCount.test(key) ? String(value) : floatOrList(value);
    return `${bare} = ${text}\n`;
  });
  return `[${name}]\n${lines.join("")}`;
}

function floatOrList(value: Value): string {
  if (value === null) return "nan";
  return typeof value === "number" ? pythonFloat(value) : `[${value.map(pythonFloat).join(", ")}]`;
}
