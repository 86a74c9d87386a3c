import { accessWords, licenceWords } from "../../manifest/manifest-words.js";
import type { Manifest } from "../../manifest/schema.js";
import type { LocatedFile } from "../../node/locate-file.js";
import { byteSum } from "../byte-sum.js";
import { type Command, type CommandOptions, exitCode, type Session } from "../command.js";
import { exitCodeOf } from "../exit-code.js";
import { filesTogether } from "../files-together.js";
import { isOutOfReach, placeWords } from "../place-words.js";
import { manifestsNamed, selectionOf, selectionOptions, sessionStore } from "../session-store.js";
import { textOption } from "../text-option.js";

export const fetchCommand: Command = {
  name: "fetch",
  summary: "have the files of datasets on this machine, verified",
  arguments: [{ name: "<id...>", description: "datasets by id or alias" }],
  options: selectionOptions,
  examples: [
    "npx neuroloom fetch dag2023 --subset sample",
    "npx neuroloom fetch kato2015 dag2023 --dry-run",
    'npx neuroloom fetch dag2023 --only "2022-07-26*"',
  ],
  async run(given, options, session) {
    const manifests = await manifestsNamed(given[0]);
    const selection = selectionOf(options);
    const store = await sessionStore(session, [given[0] ?? []].flat());
    const codes: number[] = [];
    for (const manifest of manifests) {
      try {
        if (!session.options.dryRun) await store.ensure(manifest, selection);
        const located = await store.locate(manifest, selection);
        tell(manifest, located, session);
        session.note(`next: ${nextOf(manifest, located, options)}`);
        codes.push(exitCode.good);
      } catch (error) {
        if (session.signal.aborted || manifests.length === 1) throw error;
        const message = error instanceof Error ? error.message : String(error);
        if (session.options.json) session.printJson({ dataset: manifest.id, failed: true, message });
        else session.print(`${manifest.id}: failed: ${message}`);
        codes.push(exitCodeOf(error));
      }
    }
    const failed = codes.filter((code) => code !== exitCode.good);
    if (failed.length === 0) return exitCode.good;
    return failed.length < codes.length ? exitCode.someFailed : Math.max(...failed);
  },
};

/** The command that comes next: the same without --dry-run while files are missing, then `prepare`. */
function nextOf({ id }: Manifest, located: readonly LocatedFile[], options: CommandOptions): string {
  const only = textOption(options, "only");
  const chosen = `${options.subset === "sample" ? " --subset sample" : ""}${only ? ` --only "${only}"` : ""}`;
  if (located.some(isOutOfReach)) return `neuroloom prepare ${id}${chosen} --files DIR --out out`;
  const isHere = located.every(({ place }) => place !== null);
  return isHere ? `neuroloom prepare ${id}${chosen} --out out` : `neuroloom fetch ${id}${chosen}`;
}

function tell(manifest: Manifest, located: readonly LocatedFile[], { options, print, printJson }: Session): void {
  const { id, licence, access } = manifest;
  const sizeOf = ({ file, found }: LocatedFile) => file.bytes ?? found;
  const outOfReach = located.filter(isOutOfReach);
  const missing = located.filter((one) => one.place === null && !isOutOfReach(one));
  if (options.json) {
    const files = located.map((one) => ({
      path: one.file.path,
      place: one.place,
      onDisk: one.path,
      bytes: sizeOf(one),
    }));
    printJson({ dataset: id, licence, access, files, toFetch: missing.length });
    return;
  }
  const count = (place: LocatedFile["place"]) => located.filter((file) => file.place === place).length;
  const places = [
    ...(count("mirror") > 0 ? [`${count("mirror")} in the mirror`] : []),
    ...(count("cache") > 0 ? [`${count("cache")} in the cache`] : []),
    ...(missing.length > 0 ? [`${missing.length} to fetch (${byteSum(missing.map(sizeOf))})`] : []),
    ...(outOfReach.length > 0 ? [`${outOfReach.length} without a known address`] : []),
  ];
  print(`${id}: ${located.length} files, ${byteSum(located.map(sizeOf))}: ${places.join(", ") || "nothing to fetch"}`);
  print(`  licence: ${licenceWords(manifest)}`);
  if (access.kind !== "open") print(`  access: ${accessWords(manifest)}`);
  for (const { name, files } of filesTogether(missing, () => "to fetch")) {
    print(`  ${name}  ${byteSum(files.map(sizeOf))}`);
  }
  for (const one of outOfReach) print(`  ${one.file.path}  ${placeWords(one)}`);
}
