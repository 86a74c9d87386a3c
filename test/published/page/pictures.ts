import { throughFloat16 } from "../../../src/bytes/float16.js";
import type { PublishedSource } from "../../../src/datasets/dataset.js";
import { publishedTime } from "../../../src/published/published-time.js";
import { scaledTrace } from "../../../src/published/published-trace.js";
import { publishedSettings } from "../../../src/published/settings.js";
import { smooth } from "../../../src/published/smooth.js";
import { gridOf, type PageSources, traceOf, trueTime, zOf } from "./facts.js";
import { type LinePanel, linePicture } from "./line-picture.js";

const wrong = "#d55e00";
const right = "#0072b2";
const grey = "#9a9a9a";

interface Picture {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly LinePanel[];
}

/** The pictures of the page as SVG files, by name. */
export function pagePictures(sources: PageSources, document: Document): ReadonlyMap<string, string> {
  const { kato, dag } = sources;
  const pictures = [
    stamps(kato.get("worm1")!),
    steps(dag.get("2022-07-26-31")!),
    labels(dag.get("2022-07-27-38")!),
    window(kato.get("worm1")!),
    blocks(kato.get("worm4")!),
    scaling(kato.get("worm1")!),
  ];
  return new Map(
    pictures.map(({ name, panels, ...about }) => [name, linePicture(panels, { document, id: name, ...about })]),
  );
}

function stamps(source: PublishedSource): Picture {
  const grid = gridOf(source);
  const z = throughFloat16(zOf(source, "AVAL", grid));
  const rounded = throughFloat16(grid.timeS);
  const [start, end] = [1049, 1058];
  const at = [...grid.timeS.keys()].filter((k) => grid.timeS[k]! >= start && grid.timeS[k]! <= end);
  return {
    name: "published-stamps",
    title: "Time stamps in half precision",
    description:
      "Above: time_in_seconds of worm1 of Kato 2015 against the sample number; beyond 1,024 s it moves in steps of one second. Below: the trace of AVAL over these stamps, with vertical jumps, and over the right times.",
    panels: [
      {
        title: "Stamp of each sample, around 1,024 s",
        domain: [3060, 3100],
        xLabel: "sample on the grid",
        yLabel: "seconds",
        height: 170,
        series: [
          { label: "right: k × 0.333 s", colour: right, x: [...grid.timeS.keys()], y: grid.timeS },
          { label: "published: float16", colour: wrong, x: [...grid.timeS.keys()], y: rounded, dots: true, width: 0.8 },
        ],
      },
      {
        title: "AVAL, Kato 2015 worm1: the same values over both",
        domain: [start, end],
        yLabel: "z",
        height: 200,
        series: [
          {
            label: "right times",
            colour: right,
            x: at.map((k) => grid.timeS[k]!),
            y: at.map((k) => z[k]!),
            dots: true,
          },
          {
            label: "published stamps",
            colour: wrong,
            x: at.map((k) => rounded[k]!),
            y: at.map((k) => z[k]!),
            dots: true,
            width: 0.9,
          },
        ],
      },
    ],
  };
}

function steps(source: PublishedSource): Picture {
  const [narrowed, exact] = [publishedTime(source.timeS), trueTime(source)];
  const stepsOf = (times: Float64Array) => Array.from(times.slice(1), (time, index) => time - times[index]!);
  const frames = stepsOf(exact).map((_, index) => index + 1);
  return {
    name: "published-narrowed-time",
    title: "Times narrowed to float32 before the origin is subtracted",
    description:
      "Above: the step between volumes 1 to 80 of Dag 2023, 2022-07-26-31, is 0.600 s; after narrowing it jumps between 0.5 and 0.625 s. Below: the error of each stamp.",
    panels: [
      {
        title: "Step from volume to volume, Dag 2023, 2022-07-26-31",
        domain: [1, 80],
        xLabel: "volume",
        yLabel: "seconds",
        height: 170,
        series: [
          { label: "right: float64", colour: right, x: frames, y: stepsOf(exact), width: 1.8 },
          { label: "published: float32 first", colour: wrong, x: frames, y: stepsOf(narrowed), dots: true, width: 0.8 },
        ],
      },
      {
        title: "Error of the stamp",
        domain: [1, 80],
        xLabel: "volume",
        yLabel: "seconds",
        height: 140,
        series: [
          {
            label: "published − right",
            colour: wrong,
            x: frames,
            y: frames.map((k) => narrowed[k]! - exact[k]!),
            dots: true,
            width: 0.8,
          },
        ],
      },
    ],
  };
}

function labels(source: PublishedSource): Picture {
  const times = trueTime(source);
  const panel = (title: string, label: string, nth: number, colour: string): LinePanel => ({
    title,
    domain: [0, 480],
    yLabel: "F / F20",
    height: 130,
    series: [{ label: `label in the source: ${label}`, colour, x: times, y: traceOf(source, label, nth), width: 1 }],
  });
  return {
    name: "published-labels",
    title: "The nearest-label rule, Dag 2023, 2022-07-27-38",
    description:
      "Three traces: what the product calls URADL, a second trace with the same label that it calls URADR, and the trace that the authors label URADR, which it calls URAVR.",
    panels: [
      panel("Published as URADL", "URADL", 0, right),
      panel("Published as URADR: a second trace that the authors call URADL", "URADL", 1, wrong),
      panel("Published as URAVR: the trace that the authors call URADR", "URADR", 0, wrong),
    ],
  };
}

function window(source: PublishedSource): Picture {
  const trace = traceOf(source, "AVAL");
  const moved = smooth(trace, publishedSettings);
  const centred = trace.map((_, index) => {
    const part = trace.slice(Math.max(0, index - 7), index + 8);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const full = trace.map((_, index) => {
    const part = trace.slice(Math.max(0, index - 14), index + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  return {
    name: "published-window",
    title: "A moving window of 15 samples that holds 8",
    description:
      "AVAL of worm1 of Kato 2015 around 247 s: the raw trace, the mean of 15 samples around each one, the mean of the last 15 samples, and the published one, which is the mean of the last 8.",
    panels: [
      {
        title: "AVAL, Kato 2015 worm1",
        domain: [232, 272],
        yLabel: "dF/F",
        height: 240,
        series: [
          { label: "raw", colour: grey, x: source.timeS, y: trace, width: 1 },
          { label: "15 samples, centred", colour: right, x: source.timeS, y: centred },
          { label: "last 15 samples", colour: "#009e73", x: source.timeS, y: full },
          { label: "published: last 8 samples", colour: wrong, x: source.timeS, y: moved },
        ],
      },
    ],
  };
}

function blocks(source: PublishedSource): Picture {
  const grid = gridOf(source);
  const z = zOf(source, "AVAL", grid);
  const late = (5 / 12) * publishedSettings.stepS;
  const smoothed = smooth(traceOf(source, "AVAL"), publishedSettings);
  const native = scaleLike(smoothed, grid.resample(smoothed));
  return {
    name: "published-blocks",
    title: "Block means stamped at the start of their block",
    description:
      "AVAL of worm4 of Kato 2015 around 235.5 s, where it rises: the smoothed trace at its own rate, and the means of blocks of 0.333 s, drawn at the published stamps, which run ahead, and at the centres of the blocks, which lie on the trace.",
    panels: [
      {
        title: "AVAL, Kato 2015 worm4, smoothed as published",
        domain: [234, 240],
        yLabel: "z",
        height: 240,
        series: [
          { label: "native samples", colour: grey, x: source.timeS, y: native, width: 3 },
          {
            label: "block means at their centres",
            colour: right,
            x: grid.timeS.map((time) => time + late),
            y: z,
            dots: true,
          },
          { label: "published: at their starts", colour: wrong, x: grid.timeS, y: z, dots: true },
        ],
      },
    ],
  };
}

/** A trace in the units of spread of another one. */
function scaleLike(values: Float64Array, other: ArrayLike<number>): Float64Array {
  const numbers = Array.from(other);
  const centre = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, value) => sum + (value - centre) ** 2, 0) / numbers.length);
  return values.map((value) => (value - centre) / spread);
}

function scaling(source: PublishedSource): Picture {
  const grid = gridOf(source);
  const z = zOf(source, "AVAL", grid);
  const causal = scaledTrace(traceOf(source, "AVAL"), grid, { ...publishedSettings, normalizationMethod: "causal" });
  return {
    name: "published-scaling",
    title: "What a row of the product shows of a recording",
    description:
      "Above: AVAL of worm1 of Kato 2015 as recorded, dF/F. Below: calcium_data of the product, scaled by mean and deviation of the whole recording, and the same scaled by what had been seen until then.",
    panels: [
      {
        title: "As recorded: AVAL, Kato 2015 worm1",
        domain: [0, 1080],
        yLabel: "dF/F",
        height: 150,
        series: [{ label: "dF/F at 2.90 Hz", colour: right, x: source.timeS, y: traceOf(source, "AVAL"), width: 0.8 }],
      },
      {
        title: "calcium_data",
        domain: [0, 1080],
        yLabel: "z",
        height: 190,
        series: [
          { label: "causal: knows the past alone", colour: grey, x: grid.timeS, y: causal, width: 1 },
          { label: "published: knows the whole recording", colour: wrong, x: grid.timeS, y: z, width: 1 },
        ],
      },
    ],
  };
}
