import type { Rgb } from "../volumes/projections/instance-colours.js";
import type { LabelProjection } from "../volumes/projections/label-projector.js";
import type { MatchStatuses, PredictionStatus, TruthStatus } from "./match-statuses.js";
import type { IndexedImage } from "./png-image.js";

/** What a pixel of an overlay shows: ground truth that its prediction reaches or not, or prediction alone. */
export type OverlayClass = TruthStatus | `${TruthStatus}, not reached` | "unmatched" | "beyond" | "left out";

/** Colours on black; what a prediction does not reach is darker. Told apart by colour-blind readers too. */
export const overlayColours: Readonly<Record<OverlayClass, Rgb>> = {
  matched: [60, 220, 160],
  "matched, not reached": [0, 115, 85],
  split: [120, 200, 255],
  "split, not reached": [45, 100, 150],
  merged: [225, 150, 225],
  "merged, not reached": [125, 65, 125],
  missed: [225, 90, 20],
  "missed, not reached": [225, 90, 20],
  unmatched: [240, 228, 66],
  beyond: [235, 235, 235],
  "left out": [110, 110, 110],
};

const classes = Object.keys(overlayColours) as readonly OverlayClass[];

const ofPrediction: Readonly<Record<PredictionStatus, OverlayClass>> = {
  matched: "beyond",
  part: "beyond",
  unmatched: "unmatched",
  "left out": "left out",
};

/** The overlay of two projections of equal size, and how many pixels each class has. */
export interface Overlay {
  readonly image: IndexedImage;
  readonly pixels: ReadonlyMap<OverlayClass, number>;
}

/**
 * Ground truth and prediction in one picture, a pixel for a pixel. Ground truth lies above the prediction; only of a missed
 * one that a prediction lies on the prediction is seen.
 */
export function overlayImage(truth: LabelProjection, prediction: LabelProjection, statuses: MatchStatuses): Overlay {
  const classOf = (gt: number, pred: number): OverlayClass | undefined => {
    if (gt < 0) return pred < 0 ? undefined : ofPrediction[statuses.prediction[pred]!];
    const status = statuses.truth[gt]!;
    if (pred >= 0 && statuses.partners[gt]!.has(pred)) return status;
    const isOther =
      pred >= 0 && (statuses.prediction[pred] === "unmatched" || statuses.prediction[pred] === "left out");
    return status === "missed" && isOther ? ofPrediction[statuses.prediction[pred]!] : `${status}, not reached`;
  };
  const counts = new Float64Array(classes.length + 1);
  const pixels = Uint8Array.from(truth.front, (gt, pixel) => {
    const found = classOf(gt, prediction.front[pixel]!);
    const place = found === undefined ? 0 : classes.indexOf(found) + 1;
    counts[place]! += 1;
    return place;
  });
  const palette = [[0, 0, 0, 255] as const, ...classes.map((name) => [...overlayColours[name], 255] as const)];
  return {
    image: { width: truth.columns, height: truth.rows, pixels, palette },
    pixels: new Map(classes.flatMap((name, place) => (counts[place + 1]! > 0 ? [[name, counts[place + 1]!]] : []))),
  };
}
