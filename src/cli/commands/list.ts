import { byteSum } from "../byte-sum.js";
import { type Command, exitCode } from "../command.js";
import { textTable } from "../text-table.js";

export const listCommand: Command = {
  name: "list",
  summary: "show every dataset: id, title, licence, size, and what its reader was tested on",
  examples: ["npx neuroloom list", "npx neuroloom list --json", "npx neuroloom list --quiet"],
  async run(_given, _options, session) {
    const { loadManifests } = await import("../../node/manifests.js");
    const { singleFiles } = await import("../../manifest/single-files.js");
    const rows: string[][] = [];
    for (const manifest of (await loadManifests()).values()) {
      const { id, title, species, modality, licence, tested, aliases } = manifest;
      const sizes = manifest.files.flatMap(singleFiles).map(({ bytes }) => bytes);
      if (session.options.json) {
        const bytes = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
        const files = sizes.length;
        session.printJson({
          ...{ id, aliases, title, species, modality, licence: licence.spdx },
          files,
          bytes,
          tested,
        });
      }
      rows.push([id, tested, sizes.length === 0 ? "-" : byteSum(sizes), licence.spdx ?? "none stated", title]);
    }
    if (session.options.json) return exitCode.good;
    for (const line of textTable(["ID", "TESTED", "SIZE", "LICENCE", "TITLE"], rows)) session.print(line);
    session.note("neuroloom info ID tells everything about one dataset");
    return exitCode.good;
  },
};
