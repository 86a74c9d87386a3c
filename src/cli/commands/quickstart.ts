import { byteSum } from "../byte-sum.js";
import { type Command, exitCode } from "../command.js";
import { storeOptions } from "../session-store.js";

/** `quickstart`: real samples in, tables and a report out. */
export const quickstartCommand: Command = {
  name: "quickstart",
  summary: "fetch small real samples, write their tables and one report, and say what to try next",
  options: [{ flags: "--out <dir>", description: "the folder to write", default: "neuroloom-quickstart" }],
  examples: [
    "npx neuroloom quickstart",
    "npx neuroloom quickstart --out demo",
    "npx neuroloom quickstart --offline --out demo",
  ],
  async run(_given, options, session) {
    const { locateSamples, quickstart } = await import("../../node/quickstart.js");
    const { json } = session.options;
    const store = storeOptions(session);
    if (session.options.dryRun) {
      for (const { file, place } of await locateSamples(store)) {
        const entry = { path: file.path, bytes: file.bytes, place };
        if (json) session.printJson(entry);
        else session.print(`${file.path}  ${byteSum([file.bytes])}  ${place ?? "to be fetched"}`);
      }
      return exitCode.good;
    }
    const result = await quickstart({ out: String(options.out), ...store });
    if (json) {
      session.printJson(result);
      return exitCode.good;
    }
    for (const { id, reason } of result.unreachable) session.note(`${id} could not be had: ${reason.split("\n")[0]}`);
    if (result.simulated) {
      session.print(
        "No source could be reached. These are SIMULATED recordings, made from a stated model: no animal was measured.",
      );
    }
    session.print(
      `Datasets  ${result.datasets.join(", ")} (${result.recordings} recordings, ${result.connectomes} wiring diagrams, ${result.volumes} volumes)`,
    );
    if (result.score !== null) {
      session.print(
        `Scored    a segmentation of neurons by the protocol of the FISBe benchmark: S = ${result.score.toFixed(3)}`,
      );
    }
    session.print(`Tables    ${result.out}`);
    session.print(`Report    ${result.report}  (open it in a browser)`);
    session.print("");
    session.print("Try next:");
    for (const command of result.next) session.print(`  ${command}`);
    return exitCode.good;
  },
};
