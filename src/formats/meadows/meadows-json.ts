import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readJson } from "../json.js";
import type { MeadowsName } from "./meadows-name.js";
import { type MeadowsRdm, stimulusName } from "./meadows-rdm.js";

type JsonObject = Readonly<Record<string, unknown>>;

/** The RDMs of a JSON download: of each task of kind multiarrange, or of the one task that the file is about. */
export async function readMeadowsJson(
  source: ByteSource,
  named: MeadowsName,
  signal: AbortSignal | undefined,
): Promise<readonly MeadowsRdm[]> {
  const content = await readJson(source, signal ? { signal } : {});
  const fail = (place: string, expected: string, found: string) =>
    new FormatError({ file: source.name, place, expected, found });

  function rdmOf(entry: JsonObject, place: string, taskIndex: number | null): MeadowsRdm {
    const stimuli = Array.isArray(entry.stimuli) ? entry.stimuli : [];
    const names = stimuli.map((one: unknown) => (isObject(one) && typeof one.name === "string" ? one.name : ""));
    if (names.length === 0 || names.includes(""))
      throw fail(`${place}stimuli`, "stimuli with names", `${names.length}`);
    if (!Array.isArray(entry.rdm) || !entry.rdm.every((value) => typeof value === "number")) {
      throw fail(
        `${place}rdm`,
        "a list of numbers",
        Array.isArray(entry.rdm) ? "other values in it" : typeof entry.rdm,
      );
    }
    const task = isObject(entry.task) && typeof entry.task.name === "string" ? entry.task.name : named.task;
    const values = Float64Array.from(entry.rdm as readonly number[]);
    return { ...named, task, taskIndex, stimuli: names.map(stimulusName), values, place: `${place}rdm` };
  }

  if (isObject(content) && Array.isArray(content.rdm)) return [rdmOf(content, "", named.taskIndex)];
  if (isObject(content) && Array.isArray(content.tasks)) {
    const rdms = content.tasks.flatMap((entry: unknown, index) => {
      const isArrangement = isObject(entry) && isObject(entry.task) && entry.task.task_type === "multiarrange";
      return isArrangement ? [rdmOf(entry, `tasks[${index}].`, index + 1)] : [];
    });
    if (rdms.length > 0) return rdms;
    throw fail("tasks", "a task of kind multiarrange", `${content.tasks.length} tasks of other kinds`);
  }
  const found = isObject(content)
    ? `an object with ${Object.keys(content).slice(0, 5).join(", ") || "nothing"}`
    : "none";
  const next = "download one participant's tree, or the MAT file for several participants";
  const expected = "the tasks of one participant (tasks), or one task (task, stimuli, rdm)";
  throw new FormatError({ file: source.name, place: "layout", expected, found, next });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
