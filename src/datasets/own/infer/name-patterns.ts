const patterns = {
  time: /^(time|times|t|tv|timestamps?|seconds?|secs?|ms|milliseconds?|minutes?|frames?|slices?|volumes?|tim\w*vector\w*)([ _.-].*)?$/i,
  frames: /^(frame|slice|volume|index)/i,
  behaviour:
    /^(.*[ _])?(velocity|speed|angular[ _]velocity|angle|curvature|pumping|pump[ _]rate|head[ _]?(angle|curvature|bend)|body[ _]?angle|reversals?|behaviou?r|state|centroid\w*|x[ _]pos\w*|y[ _]pos\w*)([ _].*)?$/i,
  traces:
    /^(.*[._/ -])?(traces?\w*|dff|d?f_?f0?|deltafoverf\w*|calcium\w*|gcamp\w*|fluorescence\w*|signals?|activity|data|c|f|ratio|values?)$/i,
  labels: /^(.*[._/ -])?(ids?|names?|labels?|neurons?|neuron_?ids?|neuron_?names?|rois?|cells?)$/i,
  rate: /^(.*[._/ -])?(fps|rate|rate_hz|fs|sampling_?rate\w*|frame_?rate|hz|framerate)$/i,
} as const;

/** Whether a name of a column or variable is one that usually stands for this. */
export function isNamedAs(kind: keyof typeof patterns, name: string): boolean {
  return name.length <= 200 && patterns[kind].test(name.trim());
}

const unitWords: Readonly<Record<string, "s" | "ms" | "min" | "frame">> = {
  ...{ s: "s", sec: "s", secs: "s", second: "s", seconds: "s" },
  ...{ ms: "ms", msec: "ms", millisecond: "ms", milliseconds: "ms" },
  ...{ min: "min", mins: "min", minute: "min", minutes: "min" },
  ...{ frame: "frame", frames: "frame", slice: "frame", slices: "frame", volume: "frame", volumes: "frame" },
};

/** The unit of time that a word or the last word of a name states, as in "ms", "time_s", "timeVectorSeconds". */
export function timeUnitIn(name: string): "s" | "ms" | "min" | "frame" | undefined {
  const words = name
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  const word = words.at(-1) ?? "";
  return Object.hasOwn(unitWords, word) ? unitWords[word] : undefined;
}

const quantities: readonly (readonly [RegExp, string])[] = [
  [/d(elta)?[ _]?f[ _]?(\/|over|_)?[ _]?f|Δf/i, "dff"],
  [/z[ _-]?score/i, "z_score"],
  [/ratio/i, "ratio"],
  [/f[ _]?\/[ _]?f[ _]?20/i, "f_over_f20"],
];

/** What numbers of this name or unit are, where it says so. */
export function quantityIn(text: string): string | undefined {
  return quantities.find(([pattern]) => pattern.test(text.slice(0, 200)))?.[1];
}
