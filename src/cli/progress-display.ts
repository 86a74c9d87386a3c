import { MultiBar, type SingleBar } from "cli-progress";
import type { OnProgress, ProgressEvent } from "../progress.js";

/** A listener for progress and the call that takes its bars off the screen. */
export interface ProgressDisplay {
  readonly onProgress: OnProgress;
  stop(): void;
}

/** JSON events with `--json`, nothing with `--quiet`, bars on a terminal, plain lines otherwise; all on `stream`. */
export function progressDisplay(options: {
  json: boolean;
  quiet: boolean;
  stream: NodeJS.WriteStream;
}): ProgressDisplay {
  const { stream } = options;
  if (options.json) return lines((event) => JSON.stringify({ event: "progress", ...event }), stream);
  if (options.quiet) return { onProgress: () => undefined, stop: () => undefined };
  return stream.isTTY ? bars(stream) : lines(plainLine, stream);
}

function lines(format: (event: ProgressEvent) => string | undefined, stream: NodeJS.WriteStream): ProgressDisplay {
  const onProgress: OnProgress = (event) => {
    const line = format(event);
    if (line !== undefined) stream.write(`${line}\n`);
  };
  return { onProgress, stop: () => undefined };
}

function plainLine(event: ProgressEvent): string | undefined {
  if (event.kind === "advanced" || event.kind === "started") return undefined;
  const amount = event.done === undefined ? "" : ` (${amountOf(event.done, event.unit)})`;
  const words = event.message ?? event.kind;
  // the messages of errors name their file themselves
  return words.startsWith(event.item)
    ? `${event.task} ${words}${amount}`
    : `${event.task} ${event.item}: ${words}${amount}`;
}

function bars(stream: NodeJS.WriteStream): ProgressDisplay {
  const format = " {bar} {percentage}% {task} {item}";
  const multi = new MultiBar({ stream, format, hideCursor: true, clearOnComplete: true, barsize: 24 });
  const open = new Map<string, SingleBar>();
  const onProgress: OnProgress = (event) => {
    const key = `${event.task} ${event.item}`;
    if (event.kind === "note" || event.kind === "failed") multi.log(`${plainLine(event)}\n`);
    const bar = open.get(key);
    if (event.kind === "done" || event.kind === "failed") {
      if (bar) multi.remove(bar);
      open.delete(key);
    } else if (bar) bar.update(event.done ?? 0);
    else if (event.total)
      open.set(key, multi.create(event.total, event.done ?? 0, { task: event.task, item: event.item }));
  };
  return { onProgress, stop: () => multi.stop() };
}

/** An amount for people: bytes in decimal units, other counts as they are. */
export function amountOf(amount: number, unit: ProgressEvent["unit"]): string {
  if (unit !== "bytes") return `${amount} ${unit ?? ""}`.trim();
  const power = amount < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(amount) / 3));
  return `${(amount / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${["B", "kB", "MB", "GB", "TB"][power]}`;
}
