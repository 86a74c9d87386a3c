/**
 * How a file with the skeleton of an instance is called, such as `R14A02-20180905_65_A6_channel-0_label-1.swc`, with the
 * number of the tree from 1 where each tree has its own. Signs that file names may not have become `_`.
 */
export function swcFileName(place: {
  readonly sample: string;
  readonly channel: number;
  readonly label: number;
  readonly tree?: number;
}): string {
  const { sample, channel, label, tree } = place;
  const ending = tree === undefined ? "" : `_tree-${tree}`;
  return `${sample.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_")}_channel-${channel}_label-${label}${ending}.swc`;
}
