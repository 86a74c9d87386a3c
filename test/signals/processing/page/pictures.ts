import { jsLinalg } from "../../../../src/linalg/js-linalg.js";
import { baselineOf } from "../../../../src/signals/processing/baseline-of.js";
import { processTrace, processTraces } from "../../../../src/signals/processing/process-traces.js";
import type { NormaliseStep, ProcessedTrace, ProcessingStep } from "../../../../src/signals/processing/step.js";
import { totalVariationFit } from "../../../../src/signals/processing/total-variation-fit.js";
import { type LinePanel, linePicture, type Series } from "../../../published/page/line-picture.js";
import { simulatedNeuron } from "./simulated-neuron.js";

const grey = "#b0b0b0";
const black = "#333333";
const blue = "#0072b2";
const orange = "#d55e00";
const green = "#009e73";

const neuron = simulatedNeuron();

type Recorded = Pick<ProcessedTrace, "timeS" | "values">;

const recorded: Recorded = { timeS: neuron.timeS, values: neuron.noisy };

function after(trace: Recorded, ...steps: readonly ProcessingStep[]): ProcessedTrace {
  return processTrace(trace, steps, { linalg: jsLinalg });
}

function line(label: string, colour: string, { timeS, values }: Recorded, style: Partial<Series> = {}): Series {
  return { label, colour, x: timeS, y: values, ...style };
}

interface Picture {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly LinePanel[];
}

const smoothing: Picture = {
  title: "Smoothing",
  description:
    "A simulated neuron, 3 samples per second, with its mean over 5 s, Gaussian of 2 s and exponential of 3 s, each causal and centred. Causal curves come later than the trace, centred ones begin before it.",
  panels: (
    [
      ["moving", 5, "Moving mean, width_s: 5"],
      ["gaussian", 2, "Gaussian, width_s: 2 (one standard deviation)"],
      ["exponential", 3, "Exponential, width_s: 3 (time constant)"],
    ] as const
  ).map(([smooth, width_s, title]) => ({
    title,
    domain: [85, 130],
    yLabel: "dF/F",
    height: 150,
    series: [
      line("trace", grey, recorded, { dots: true, width: 0.6 }),
      line("causal", orange, after(recorded, { smooth, width_s, alignment: "causal" }), { width: 2 }),
      line("centred", blue, after(recorded, { smooth, width_s, alignment: "centred" }), { width: 2 }),
    ],
  })),
};

const tenHz = Float64Array.from({ length: 601 }, (_, k) => k / 10);
const tremble: Recorded = {
  timeS: tenHz,
  values: tenHz.map((time) => Math.sin(0.35 * time) + 0.6 * Math.sin(2 * Math.PI * 0.7 * time)),
};
const slowWave: Recorded = { timeS: tenHz, values: tenHz.map((time) => Math.sin(0.35 * time)) };
const sparse = after(slowWave, { resample: "linear", step_s: 3 });

const resampling: Picture = {
  title: "Resampling",
  description:
    "Above: a slow wave with a tremble of 0.7 Hz, brought from 10 Hz to 1 Hz. Linear interpolation turns the tremble into a slower one that is not there, block means keep a part of it, the low-pass removes it. Below: a cubic spline follows a wave of which there is one sample in 3 s more closely than straight lines do.",
  panels: [
    {
      title: "10 Hz to 1 Hz, with a tremble of 0.7 Hz",
      domain: [12, 40],
      yLabel: "value",
      height: 210,
      series: [
        line("trace at 10 Hz", "#cccccc", tremble, { width: 0.8 }),
        line("slow wave alone", black, slowWave, { width: 1 }),
        line("linear", orange, after(tremble, { resample: "linear", rate_hz: 1 }), { dots: true }),
        line("block-mean", green, after(tremble, { resample: "block-mean", rate_hz: 1 }), { dots: true }),
        line("anti-aliased", blue, after(tremble, { resample: "anti-aliased", rate_hz: 1 }), { dots: true }),
      ],
    },
    {
      title: "One sample in 3 s to 5 Hz",
      domain: [12, 40],
      yLabel: "value",
      height: 150,
      series: [
        line("truth", black, slowWave, { width: 1 }),
        line("linear", orange, after(sparse, { resample: "linear", rate_hz: 5 })),
        line("cubic", blue, after(sparse, { resample: "cubic", rate_hz: 5 })),
      ],
    },
  ],
};

/** Fluorescence with a lamp that fades. */
const fading: Recorded = {
  timeS: neuron.timeS,
  values: neuron.noisy.map((value, k) => (260 + 190 * Math.exp(-neuron.timeS[k]! / 90)) * (1 + value)),
};
const whole: NormaliseStep = { normalise: "dff", baseline: "percentile", percentile: 20 };
const running: NormaliseStep = { ...whole, baseline: "running-percentile", width_s: 120, alignment: "centred" };
const before: NormaliseStep = { normalise: "dff", baseline: "mean", over: { end_s: 25 } };

function baseline(step: NormaliseStep): Recorded {
  const trace = { ...fading, filled: new Uint8Array(fading.values.length) };
  return { timeS: fading.timeS, values: baselineOf(trace, step) };
}

const normalising: Picture = {
  title: "Normalisation",
  description:
    "Above: fluorescence of a simulated neuron under a lamp that fades, with three baselines. Middle: dF/F with each; only the running baseline follows the lamp. Below: z-scores over the whole recording, over its first half, and causal; the last two know nothing of what comes later.",
  panels: [
    {
      title: "Fluorescence and its baseline F0",
      domain: [0, 240],
      yLabel: "counts",
      height: 160,
      series: [
        line("trace", grey, fading, { width: 0.9 }),
        line("percentile", orange, baseline(whole), { width: 2 }),
        line("running-percentile, 120 s", blue, baseline(running), { width: 2 }),
        line("mean over the first 25 s", green, baseline(before), { width: 2 }),
      ],
    },
    {
      title: "dF/F with each of them",
      domain: [0, 240],
      yLabel: "dF/F",
      height: 160,
      series: [
        line("percentile", orange, after(fading, whole), { width: 1 }),
        line("running-percentile, 120 s", blue, after(fading, running), { width: 1 }),
        line("mean over the first 25 s", green, after(fading, before), { width: 1 }),
      ],
    },
    {
      title: "z-scores of the trace without the lamp",
      domain: [0, 240],
      yLabel: "z",
      height: 160,
      series: [
        line("z-score", orange, after(recorded, { normalise: "z-score" }), { width: 1 }),
        line("z-score over 0 to 120 s", blue, after(recorded, { normalise: "z-score", over: { end_s: 120 } }), {
          width: 1,
        }),
        line("causal-z-score", green, after(recorded, { normalise: "causal-z-score", settle_s: 10 }), { width: 1 }),
      ],
    },
  ],
};

const weight = 0.05;
const fit = totalVariationFit(recorded.timeS, recorded.values, { weight });

const derivatives: Picture = {
  title: "Derivatives",
  description:
    "Above: a simulated neuron and the curve whose slope varies least for its distance from the trace. Middle: the gradient of the trace is mostly noise. Below: the gradient after smoothing rounds the onset and keeps noise; the total-variation derivative is flat between events and jumps at them, as the truth does.",
  panels: [
    {
      title: "Trace and total-variation curve",
      domain: [80, 220],
      yLabel: "dF/F",
      height: 150,
      series: [
        line("trace", grey, recorded, { width: 0.9 }),
        line("total-variation, weight: 0.05", blue, { timeS: recorded.timeS, values: fit }, { width: 2 }),
      ],
    },
    {
      title: "Gradient of the trace as it is",
      domain: [80, 220],
      yLabel: "dF/F per s",
      height: 120,
      series: [
        line("gradient", grey, after(recorded, { differentiate: "gradient" }), { width: 0.9 }),
        line("truth", black, { timeS: recorded.timeS, values: neuron.slope }, { width: 1.2 }),
      ],
    },
    {
      title: "Two ways against the noise",
      domain: [80, 220],
      yLabel: "dF/F per s",
      height: 170,
      series: [
        line("truth", black, { timeS: recorded.timeS, values: neuron.slope }, { width: 1.2 }),
        line(
          "gradient after a centred Gaussian of 1 s",
          orange,
          after(recorded, { smooth: "gaussian", width_s: 1, alignment: "centred" }, { differentiate: "gradient" }),
          { width: 1.2 },
        ),
        line("total-variation, weight: 0.05", blue, after(recorded, { differentiate: "total-variation", weight }), {
          width: 1.6,
        }),
      ],
    },
  ],
};

const lost = (time: number) => (time >= 97 && time < 99) || (time >= 104 && time < 116);
const holed: Recorded = { timeS: neuron.timeS, values: neuron.noisy.map((v, k) => (lost(neuron.timeS[k]!) ? NaN : v)) };
// four more neurons that the same switch drives
const company: readonly Recorded[] = [0.8, -0.5, 1.3, 0.4].map((gain, n) => ({
  timeS: neuron.timeS,
  values: neuron.truth.map((value, k) => gain * value + 0.05 * Math.sin(k * (n + 2)) + 0.1 * n),
}));

/** Only the filled samples. */
function filledOf({ timeS, values, filled }: ProcessedTrace): Recorded {
  return { timeS, values: values.map((value, k) => (filled[k] === 1 ? value : Number.NaN)) };
}

const missing: Picture = {
  title: "Missing samples",
  description:
    "A simulated neuron with 2 s and 12 s of missing samples. Above: smoothing leaves the holes as they are. Below: what imputation fills in; linear with largest_gap_s: 5 fills the short hole only, the low-rank model takes the long one from four other neurons.",
  panels: [
    {
      title: "Smoothing fills nothing",
      domain: [85, 130],
      yLabel: "dF/F",
      height: 140,
      series: [
        line("trace", grey, holed, { dots: true, width: 0.8 }),
        line(
          "moving mean of 3 s, centred",
          blue,
          after(holed, { smooth: "moving", width_s: 3, alignment: "centred" }),
          {
            width: 2,
          },
        ),
      ],
    },
    {
      title: "Imputation does, and marks it",
      domain: [85, 130],
      yLabel: "dF/F",
      height: 170,
      series: [
        line("trace", grey, holed, { dots: true, width: 0.8 }),
        line("never seen", black, { timeS: neuron.timeS, values: neuron.truth }, { width: 0.8 }),
        line("linear, largest_gap_s: 5", orange, filledOf(after(holed, { impute: "linear", largest_gap_s: 5 })), {
          dots: true,
        }),
        line(
          "low-rank, rank: 1",
          blue,
          filledOf(processTraces([holed, ...company], [{ impute: "low-rank", rank: 1 }], { linalg: jsLinalg })[0]!),
          { dots: true },
        ),
      ],
    },
  ],
};

const pictures: Readonly<Record<string, Picture>> = { smoothing, resampling, normalising, derivatives, missing };

/** The pictures of the page as SVG files, by name. */
export function processingPictures(document: Document): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(pictures).map(([name, { panels, ...about }]) => {
      const id = `processing-${name}`;
      return [id, linePicture(panels, { document, id, ...about })];
    }),
  );
}
