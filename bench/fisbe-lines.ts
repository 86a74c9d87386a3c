import type { BenchmarkResult } from "./benchmark.js";
import type { TimedMeasure } from "./graph-timing.js";

/** What a side of a case tells. */
export interface FisbeSide {
  /** Scores by the reference's names. */
  readonly scores?: object;
  /** By what else both sides are compared: numbers of voxels, pieces and nodes, digests of skeletons. */
  readonly counts?: Readonly<Record<string, unknown>>;
  /** The calculation alone, without start-up and reading. */
  readonly measured?: TimedMeasure;
  /** Seconds of the parts of a process, by the clock. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** What a case should reach. */
export interface Goal {
  readonly of: keyof typeof figures;
  readonly atLeast?: number;
  readonly atMost?: number;
}

interface Compared {
  readonly result: BenchmarkResult;
  readonly ours: FisbeSide;
  readonly peer: FisbeSide;
}

/** What goals are stated for; undefined where a case does not have it. */
const figures = {
  ratio: ({ result }: Compared) => result.ratio,
  calculation: ({ ours, peer }: Compared) =>
    ours.measured && peer.measured && peer.measured.seconds / ours.measured.seconds,
  "times less memory": ({ result }: Compared) => result.peerPeakBytes / result.oursPeakBytes,
  "peak MB": ({ result }: Compared) => result.oursPeakBytes / 1e6,
  "million voxels per second": ({ ours }: Compared) => {
    return ours.measured && foregroundOf(ours) / ours.measured.seconds / 1e6;
  },
} as const;

/** What a result of the benchmark says besides seconds and memory: the calculation alone, parts, agreement and goals. */
export function fisbeLines(result: BenchmarkResult, goals: readonly Goal[]): readonly string[] {
  const compared: Compared = {
    result,
    ours: result.oursDetails as FisbeSide,
    peer: result.peerDetails as FisbeSide,
  };
  return [
    ...calculationLines(compared),
    ...partLines(compared),
    ...agreementLines(compared),
    ...goals.flatMap((goal) => goalLine(goal, figures[goal.of](compared))),
  ].map((line) => `  ${line}`);
}

function foregroundOf({ counts }: FisbeSide): number {
  const voxels = (counts?.foreground ?? []) as readonly number[];
  return voxels.reduce((sum, one) => sum + one, 0);
}

function calculationLines({ ours, peer }: Compared): readonly string[] {
  if (!ours.measured || !peer.measured) return [];
  const time = ({ measured }: FisbeSide) => `${(1000 * measured!.seconds).toPrecision(3)} ms`;
  const ratio = peer.measured.seconds / ours.measured.seconds;
  return [`the calculation: ours ${time(ours)}, peer ${time(peer)}, ratio ${ratio.toFixed(1)}`];
}

function partLines({ ours, peer }: Compared): readonly string[] {
  const line = (side: string, parts: FisbeSide["parts"] = {}): readonly string[] => {
    const times = Object.entries(parts).map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`);
    return times.length > 0 ? [`parts of ${side}: ${times.join(", ")}`] : [];
  };
  return [...line("ours", ours.parts), ...line("the peer", peer.parts)];
}

function agreementLines({ ours, peer }: Compared): readonly string[] {
  const lines: string[] = [];
  if (ours.scores && peer.scores) {
    const [numbers, others] = [numbersOf(peer.scores), numbersOf(ours.scores)];
    const apart = [...numbers].map(([path, value]) => Math.abs(value - (others.get(path) ?? Number.NaN)));
    const largest = Math.max(0, ...apart);
    lines.push(`${numbers.size} scores compared, largest difference ${largest.toExponential(1)}`);
  }
  for (const [name, theirs] of Object.entries(peer.counts ?? {})) {
    const mine = ours.counts?.[name];
    if (mine === undefined) continue;
    const isSame = JSON.stringify(mine) === JSON.stringify(theirs);
    if (name === "voxels" && typeof (mine as readonly unknown[])[0] === "string") {
      lines.push(isSame ? "all skeletons the same, voxel by voxel" : "skeletons DIFFER");
    } else {
      lines.push(isSame ? `${name} the same: ${text(mine)}` : `${name}: ours ${text(mine)}, peer ${text(theirs)}`);
    }
  }
  return lines;
}

/** All numbers in lists and records, by their paths. */
function numbersOf(value: unknown, path = ""): ReadonlyMap<string, number> {
  if (typeof value === "number") return new Map([[path, value]]);
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...numbersOf(inner, `${path}/${name}`)]));
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === "number" ? Number(inner.toFixed(2)) : inner));
}

function goalLine({ of, atLeast, atMost }: Goal, figure: number | undefined): readonly string[] {
  if (figure === undefined) return [];
  const isMet = figure >= (atLeast ?? Number.NEGATIVE_INFINITY) && figure <= (atMost ?? Number.POSITIVE_INFINITY);
  const wanted = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return [`goal ${of} ${wanted}: ${figure.toFixed(2)}, ${isMet ? "met" : "NOT met"}`];
}
