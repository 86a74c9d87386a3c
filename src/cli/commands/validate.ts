import { type Command, exitCode } from "../command.js";

export const validateCommand: Command = {
  name: "validate",
  summary: "check a written folder: parts, checksums, types, keys, counts",
  arguments: [{ name: "<dir>", description: "a folder that prepare or run wrote" }],
  options: [{ flags: "--limit <n>", description: "problems shown of each rule of a column", default: "20" }],
  examples: [
    "npx neuroloom validate out",
    "npx neuroloom validate out --json",
    "npx neuroloom validate out --limit 3 --quiet",
  ],
  async run([dir], options, session) {
    const { folderFiles } = await import("../../node/folder-files.js");
    const { nodeSha256 } = await import("../../node/table-folder.js");
    const { indexPath } = await import("../../tables/dataset-index.js");
    const { validate } = await import("../../tables/validate.js");
    const { problemText } = await import("../../tables/validation/problem.js");
    const { signal, onProgress } = session;
    const limit = Math.max(1, Number.parseInt(String(options.limit), 10) || 20);
    const files = folderFiles(String(dir));
    const problems = await validate(files, { limit, signal, onProgress, sha256: nodeSha256 });
    for (const problem of problems) {
      if (session.options.json) session.printJson(problem);
      else session.print(problemText(problem));
    }
    if (problems.length === 0) {
      session.note(`${dir}: no problem found`);
      return exitCode.good;
    }
    session.note(`${dir}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    if (!(await files.open(indexPath))) {
      session.note(
        `${dir} is no written folder; neuroloom prepare ID --out DIR writes one, neuroloom list shows the IDs`,
      );
    }
    return problems.some(({ kind }) => kind === "integrity") ? exitCode.integrity : exitCode.someFailed;
  },
};
