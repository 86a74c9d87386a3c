import * as Plot from "@observablehq/plot";
import type { Panel } from "./figure.js";
import { plotPanel } from "./panel.js";

/** A trajectory of T points and what state each belongs to (null: none). */
export interface Trajectory {
  /** Coordinates by axis, T values each. */
  readonly axes: readonly Float64Array[];
  readonly axisLabels: readonly string[];
  readonly states: readonly (string | null)[];
}

/** Where and how a trajectory is drawn. */
export interface TrajectoryPlace {
  readonly document: Document;
  /** Width and height of the square. */
  readonly size: number;
  readonly colours: ReadonlyMap<string, string>;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly run: number;
  readonly state: string | null;
}

const stateless = "#9a9a9a";

/** The first two axes of a trajectory on equal scales, coloured by state; grey where there is none. */
export function planePanel({ axes, axisLabels, states }: Trajectory, place: TrajectoryPlace): Panel {
  const [x, y] = axes as [Float64Array, Float64Array];
  const domains = equalDomains([x, y]);
  const label = { labelAnchor: "center", labelArrow: "none" } as const;
  return plotPanel(
    {
      x: { domain: domains[0]! },
      y: { domain: domains[1]! },
      marks: [
        Plot.frame({ stroke: "currentColor", strokeOpacity: 0.25 }),
        ...lineMarks(pointsOf(x, y, states), place.colours),
        Plot.axisX({ ...label, label: axisLabels[0]!, ticks: 5 }),
        Plot.axisY({ ...label, label: axisLabels[1]!, ticks: 5 }),
      ],
    },
    squarePlace(place, { left: 42, bottom: 36 }),
  );
}

/** Direction of view of {@link spacePanel}: turn about the third axis and height above the plane, in radians. */
const view = { azimuth: (-50 * Math.PI) / 180, elevation: (28 * Math.PI) / 180 };

/** The first three axes of a trajectory in parallel projection, the third upwards, with the axes from their means. */
export function spacePanel({ axes, axisLabels, states }: Trajectory, place: TrajectoryPlace): Panel {
  const [a, b, c] = axes as [Float64Array, Float64Array, Float64Array];
  const across = a.map((_, index) => project(a[index]!, b[index]!, c[index]!).x);
  const up = a.map((_, index) => project(a[index]!, b[index]!, c[index]!).y);
  const domains = equalDomains([across, up]);
  const arms = [a, b, c].map((axis, index) => {
    const end = [0, 0, 0];
    end[index] = 0.85 * axis.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const { x, y } = project(end[0]!, end[1]!, end[2]!);
    return { x, y, label: axisLabels[index]!.split(",")[0]! };
  });
  type Arm = (typeof arms)[number];
  return plotPanel(
    {
      x: { domain: domains[0]!, axis: null },
      y: { domain: domains[1]!, axis: null },
      marks: [
        ...lineMarks(pointsOf(across, up, states), place.colours),
        Plot.link(arms, {
          ...{ x1: 0, y1: 0, x2: ({ x }: Arm) => x, y2: ({ y }: Arm) => y },
          ...{ stroke: "currentColor", strokeOpacity: 0.75, strokeWidth: 1 },
        }),
        Plot.text(arms, { x: "x", y: "y", text: "label", dy: -6, fontSize: 9 }),
      ],
    },
    squarePlace(place, { left: 10, bottom: 10 }),
  );
}

function project(a: number, b: number, c: number): { readonly x: number; readonly y: number } {
  const { azimuth, elevation } = view;
  const across = a * Math.cos(azimuth) - b * Math.sin(azimuth);
  const away = a * Math.sin(azimuth) + b * Math.cos(azimuth);
  return { x: across, y: away * Math.sin(elevation) + c * Math.cos(elevation) };
}

function lineMarks(points: readonly Point[], colours: ReadonlyMap<string, string>): Plot.Markish[] {
  const colour = ({ state }: Point) => (state === null ? stateless : (colours.get(state) ?? stateless));
  return [Plot.line(points, { x: "x", y: "y", z: "run", stroke: colour, strokeWidth: 1, strokeOpacity: 0.85 })];
}

/** Points in runs of one state; a run ends on the first point of the next, so that the line has no gap. */
function pointsOf(x: Float64Array, y: Float64Array, states: readonly (string | null)[]): readonly Point[] {
  const points: Point[] = [];
  let run = 0;
  states.forEach((state, index) => {
    const place = { x: x[index]!, y: y[index]! };
    if (index > 0 && states[index - 1] !== state) {
      points.push({ ...place, run, state: states[index - 1]! });
      run++;
    }
    points.push({ ...place, run, state });
  });
  return points;
}

/** Domains of the same extent around the middle of each axis. */
function equalDomains(axes: readonly Float64Array[]): readonly [number, number][] {
  const ranges = axes.map((axis) => {
    const sorted = Float64Array.from(axis).sort();
    return [sorted[0]!, sorted.at(-1)!] as const;
  });
  const half = 0.52 * Math.max(...ranges.map(([low, high]) => high - low));
  return ranges.map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]);
}

function squarePlace(
  { document, size }: TrajectoryPlace,
  { left, bottom }: { readonly left: number; readonly bottom: number },
) {
  const margins = { left, right: 10 };
  return { document, width: size, height: size - left - margins.right + bottom + 8, margins, top: 8, bottom };
}
