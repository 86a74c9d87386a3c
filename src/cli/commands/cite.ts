import { type Command, exitCode } from "../command.js";
import { manifestsNamed } from "../session-store.js";

export const citeCommand: Command = {
  name: "cite",
  summary: "show how to cite datasets",
  arguments: [{ name: "<id...>", description: "datasets by id or alias" }],
  options: [{ flags: "--bibtex", description: "BibTeX entries instead of text" }],
  examples: [
    "npx neuroloom cite kato2015",
    "npx neuroloom cite kato2015 dag2023 --bibtex",
    "npx neuroloom cite flavell2023 --json",
  ],
  async run(given, options, session) {
    const { cite } = await import("../../manifest/cite.js");
    // every name is looked up first, so that a wrong one prints no half answer
    const citations = (await manifestsNamed(given[0])).map(cite);
    for (const citation of citations) {
      if (session.options.json) session.printJson(citation);
      else session.print(`${options.bibtex === true ? citation.bibtex : citation.text}\n`);
    }
    return exitCode.good;
  },
};
