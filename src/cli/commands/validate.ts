import { type Command, exitCode, type Session } from "../command.js";

export const validateCommand: Command = {
  name: "validate",
  summary: "check a written folder: parts, checksums, types, keys, counts; or a manifest of your own with its files",
  arguments: [{ name: "<dir>", description: "a folder that prepare or run wrote, or a manifest that init wrote" }],
  options: [{ flags: "--limit <n>", description: "problems shown of each rule of a column", default: "20" }],
  examples: [
    "npx neuroloom validate out",
    "npx neuroloom validate out --json",
    "npx neuroloom validate out --limit 3 --quiet",
  ],
  async run([dir], options, session) {
    const { isOwnManifestFile } = await import("../../node/is-own-manifest-path.js");
    if (await isOwnManifestFile(String(dir))) return validateOwn(String(dir), session);
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

/** Reads all that a small manifest describes and writes nothing; says what cannot be read. */
async function validateOwn(path: string, session: Session): Promise<number> {
  const { loadOwnDataset } = await import("../../node/own-dataset.js");
  const { manifest, files, read } = await loadOwnDataset(path);
  const { signal, onProgress } = session;
  const failed: { readonly item: string; readonly message: string }[] = [];
  const onFailure = (item: string, { message }: Error) => void failed.push({ item, message });
  let recordings = 0;
  for await (const { table } of read(files, { signal, onProgress, onFailure })) recordings += +(table === "recordings");
  for (const failure of failed) {
    if (session.options.json) session.printJson(failure);
    else session.print(`${failure.item}: ${failure.message}`);
  }
  session.note(`${path}: ${recordings} of ${recordings + failed.length} recordings of ${manifest.id} can be read`);
  return failed.length === 0 ? exitCode.good : exitCode.someFailed;
}
