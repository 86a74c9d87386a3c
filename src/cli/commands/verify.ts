import type { VerifiedFile } from "../../node/data-store.js";
import { type Command, exitCode } from "../command.js";
import { filesTogether } from "../files-together.js";
import { manifestsNamed, selectionOf, selectionOptions, sessionStore } from "../session-store.js";

export const verifyCommand: Command = {
  name: "verify",
  summary: "read the files on this machine again and compare them with size and sha256 of the manifest",
  arguments: [{ name: "<id...>", description: "datasets by id or alias" }],
  options: selectionOptions,
  examples: [
    "npx neuroloom verify dag2023",
    "npx neuroloom verify kato2015 dag2023",
    "npx neuroloom verify dag2023 --subset sample --json",
  ],
  async run(given, options, session) {
    const manifests = await manifestsNamed(given[0]);
    const selection = selectionOf(options);
    const store = await sessionStore(session, [given[0] ?? []].flat());
    const states: string[] = [];
    for (const manifest of manifests) {
      const verified = await store.verify(manifest, selection);
      states.push(...verified.map(stateOf));
      if (session.options.json) {
        for (const one of verified) {
          const message = one.damage?.message ?? null;
          const { file, place, path } = one;
          session.printJson({
            dataset: manifest.id,
            path: file.path,
            state: stateOf(one),
            place,
            onDisk: path,
            message,
          });
        }
        continue;
      }
      for (const { name, files } of filesTogether(verified, (one) => one.damage?.message ?? stateOf(one))) {
        session.print(`${stateOf(files[0]).padEnd(8)}${manifest.id}  ${files[0].damage?.message ?? name}`);
      }
    }
    const count = (state: string) => states.filter((one) => one === state).length;
    const summary = ["good", "damaged", "missing", "unknown"].map((state) => `${count(state)} ${state}`).join(", ");
    session.note(`${summary}${count("unknown") > 0 ? " (unknown: neither manifest nor lock file has a sha256)" : ""}`);
    if (count("damaged") > 0) return exitCode.integrity;
    return count("missing") > 0 ? exitCode.someFailed : exitCode.good;
  },
};

function stateOf({ file, place, damage }: VerifiedFile): "good" | "damaged" | "missing" | "unknown" {
  if (damage) return "damaged";
  if (place === null) return "missing";
  return file.sha256.length === 0 ? "unknown" : "good";
}
