import { type Command, exitCode } from "../command.js";
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
      for (const { file, place, path, damage } of await store.verify(manifest, selection)) {
        const unknown = file.sha256.length === 0 ? "unknown" : "good";
        const state = damage ? "damaged" : place === null ? "missing" : unknown;
        states.push(state);
        if (session.options.json) {
          const message = damage?.message ?? null;
          session.printJson({ dataset: manifest.id, path: file.path, state, place, onDisk: path, message });
        } else session.print(`${state.padEnd(8)}${manifest.id}  ${damage?.message ?? file.path}`);
      }
    }
    const count = (state: string) => states.filter((one) => one === state).length;
    const summary = ["good", "damaged", "missing", "unknown"].map((state) => `${count(state)} ${state}`).join(", ");
    session.note(`${summary}${count("unknown") > 0 ? " (unknown: neither manifest nor lock file has a sha256)" : ""}`);
    if (count("damaged") > 0) return exitCode.integrity;
    return count("missing") > 0 ? exitCode.someFailed : exitCode.good;
  },
};
