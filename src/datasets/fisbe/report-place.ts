import type { ReportFinding } from "../read-recordings.js";
import type { FoundSample } from "./find-samples.js";
import type { ListedSample } from "./sample-list.js";

/** Reports a sample that the list does not have, or has in another part than the folder that it lies in. */
export function reportPlace(
  { sample, labelling, split, root, sourceFile }: FoundSample,
  listed: ListedSample | undefined,
  report: ReportFinding,
): void {
  const about = { source_file: sourceFile, place: root, severity: "note" } as const;
  if (!listed) {
    const [expected, found] = ["a sample of the list", sample];
    report({
      ...about,
      rule: "unlisted-sample",
      expected,
      found,
      action: "part and labelling are those of its folder",
    });
    return;
  }
  const differs = (labelling ?? listed.labelling) !== listed.labelling || (split ?? listed.split) !== listed.split;
  if (!differs) return;
  const [expected, found] = [`${listed.labelling}/${listed.split}`, `${labelling}/${split}`];
  report({
    ...about,
    rule: "sample-in-another-part",
    expected,
    found,
    action: "part and labelling are those of the list",
  });
}
