import type { ReportFinding } from "../read-recordings.js";

/** Notes how much a part of a source holds before anything is done to it, so that it can be compared with what others count. */
export function reportTotals(
  entries: readonly { readonly pre: string; readonly post: string; readonly weight: number | null }[],
  { file, place, report }: { readonly file: string; readonly place: string; readonly report: ReportFinding },
): void {
  const sum = entries.reduce((total, { weight }) => total + (weight ?? 0), 0);
  const senders = new Set(entries.map(({ pre }) => pre.trim())).size;
  const receivers = new Set(entries.map(({ post }) => post.trim())).size;
  const found = `${entries.length} entries, sum ${sum}, ${senders} senders, ${receivers} receivers`;
  report({ source_file: file, place, rule: "source-totals", severity: "note", found, action: "none" });
}
