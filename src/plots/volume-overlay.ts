import { ArgumentError, EmptyResultError } from "../errors.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { projectionAxes } from "../volumes/projections/projection-size.js";
import { cssColour } from "./css-colour.js";
import { figure } from "./figure.js";
import { type MatchStatuses, matchStatuses } from "./match-statuses.js";
import { type OverlayClass, overlayColours, overlayImage } from "./overlay-image.js";
import { type PictureName, pictureNames } from "./picture-names.js";
import type { PlotResult } from "./plot-result.js";
import { projectView } from "./project-view.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";
import { type Pictures, planViews, threeViews } from "./three-views.js";
import { viewsWithLegend } from "./views-with-legend.js";
import { prepareFirst, readVolumes, type VolumeView, volumeView } from "./volume-view.js";
import { pictureStep, voxelWords } from "./volume-words.js";

const words: Readonly<Record<OverlayClass, string>> = {
  matched: "matched, in its prediction",
  "matched, not reached": "matched, not reached",
  split: "split, in its predictions",
  "split, not reached": "split, not reached",
  merged: "merged, in its prediction",
  "merged, not reached": "merged, not reached",
  missed: "missed",
  "missed, not reached": "missed",
  unmatched: "unmatched prediction",
  beyond: "prediction beyond ground truth",
  "left out": "prediction left out of scoring",
};

/**
 * Ground truth against the prediction of one sample (default: the first that was scored) along the three axes, on black:
 * instances that were matched, split, merged or missed, predictions without a match, and what predictions hold beyond the
 * ground truth. Names stand as in the files, pairs as ground truth ↔ prediction.
 *
 * Values: `role`, `channel`, `instance`, `status`, `partner` (names of the other side), `voxels`.
 * Throws an EmptyResultError where there are no matches, or not both volumes, an ArgumentError where their shapes differ.
 */
export async function volumeOverlay(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "volume-overlay", analysis, datasetId, volumeId, signal } = options;
  const volumes = await readVolumes(reader, { datasetId, signal });
  const named = volumes.find(({ volume_id }) => volume_id === volumeId);
  const unit = named?.sample ?? volumeId;
  const where = unit === undefined ? {} : { unit_id: unit };
  const scored = await readAnalysis(reader, "matches", { operation: "score-instances", analysis, where, signal });
  const sample = scored[0]!.unit_id;
  const ofRole = async (role: string) => {
    const own = volumes.filter((volume) => volume.sample === sample && volume.role === role);
    const volume = own.find(({ volume_id }) => volume_id === volumeId) ?? own[0];
    if (!volume) throw new EmptyResultError({ what: `volumes of ${sample} with the role ${role}`, next: prepareFirst });
    return volumeView(reader, volume, signal);
  };
  const [truth, prediction] = [await ofRole("ground truth"), await ofRole("prediction")];
  const { shape, voxelUm } = truth;
  if (shape.join() !== prediction.shape.join()) {
    const expected = `a prediction of ${shape.join(" × ")} voxels as the ground truth`;
    throw new ArgumentError({ argument: "volume", expected, found: prediction.shape.join(" × ") });
  }
  const rows = scored.filter(({ unit_id }) => unit_id === sample);
  const statuses = matchStatuses(rows, truth.instances, prediction.instances);
  const step = pictureStep(shape);
  const ofTruth = await projectView(reader, truth, step, signal);
  const ofPrediction = await projectView(reader, prediction, step, signal);
  const overlays = projectionAxes.map((axis) => overlayImage(ofTruth[axis], ofPrediction[axis], statuses));
  const pictures = Object.fromEntries(projectionAxes.map((axis, place) => [axis, overlays[place]!.image])) as Pictures;
  const plan = planViews(shape, voxelUm, width);
  const views = threeViews(pictures, plan, { document, voxelUm });
  views.element.append(pictureNames(ofTruth.z, namesOf(truth, prediction, statuses), plan.boxes.z!, document));
  const present = new Set(overlays.flatMap(({ pixels }) => [...pixels.keys()]));
  const legend = new Map(
    (Object.keys(words) as OverlayClass[])
      .filter((name) => present.has(name))
      .map((name) => [words[name], { label: words[name], colour: cssColour(overlayColours[name]) }]),
  );
  const description = `${pairWords(truth, prediction, statuses)} ${voxelWords(shape, voxelUm)}`;
  const title = `${sample}: ground truth against ${prediction.volume.volume_id}`;
  const panels = [
    textLines(description, { document, width }),
    ...viewsWithLegend(views, plan, [...legend.values()], { document, width }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  return { svg, title, description, values: valuesOf(truth, prediction, statuses) };
}

/** Beside each instance of the ground truth its name, with that of its match. */
function namesOf(truth: VolumeView, prediction: VolumeView, { truth: status, pairs }: MatchStatuses): PictureName[] {
  return truth.instances.map(({ name }, gt) => {
    const pair = pairs.find((one) => one.gt === gt);
    const partner = pair ? ` ↔ ${prediction.instances[pair.pred]!.name}` : "";
    return { name: `${name}${partner}`, colour: overlayColours[status[gt]!] };
  });
}

/** Which are matched, split, merged, missed, unmatched, by their names. */
function pairWords(truth: VolumeView, prediction: VolumeView, statuses: MatchStatuses): string {
  const of = (view: VolumeView, list: readonly string[], status: string) =>
    view.instances.filter((_, place) => list[place] === status).map(({ name }) => name);
  const pairs = statuses.pairs.map(({ gt, pred, localisation }) => {
    const score = localisation === null ? "" : ` (${localisation.toFixed(2)})`;
    return `${truth.instances[gt]!.name} ↔ ${prediction.instances[pred]!.name}${score}`;
  });
  const lists = {
    [`Matched above ${statuses.threshold}, ground truth ↔ prediction`]: pairs,
    split: of(truth, statuses.truth, "split"),
    merged: of(truth, statuses.truth, "merged"),
    missed: of(truth, statuses.truth, "missed"),
    "unmatched predictions": of(prediction, statuses.prediction, "unmatched"),
    "left out of scoring": of(prediction, statuses.prediction, "left out"),
  };
  const parts = Object.entries(lists).flatMap(([name, list], place) =>
    place === 0 || list.length > 0 ? [`${name}: ${shortList(list)}`] : [],
  );
  return `${parts.join("; ")}.`;
}

/** Names of a list; of many the first. */
function shortList(list: readonly string[]): string {
  if (list.length === 0) return "none";
  return list.length <= 20 ? list.join(", ") : `${list.slice(0, 20).join(", ")} and ${list.length - 20} more`;
}

function valuesOf(truth: VolumeView, prediction: VolumeView, statuses: MatchStatuses) {
  const partnerNames = (place: number) =>
    [...statuses.partners[place]!].map((pred) => prediction.instances[pred]!.name).join(" ");
  const truthNames = (place: number) =>
    truth.instances
      .filter((_, gt) => statuses.partners[gt]!.has(place))
      .map(({ name }) => name)
      .join(" ");
  const rows = [
    ...truth.instances.map((one, place) => ({
      ...{ ...one, role: "ground truth", status: statuses.truth[place]!, partner: partnerNames(place) },
    })),
    ...prediction.instances.map((one, place) => ({
      ...{ ...one, role: "prediction", status: statuses.prediction[place]!, partner: truthNames(place) },
    })),
  ];
  return {
    role: rows.map(({ role }) => role),
    channel: Int32Array.from(rows, ({ channel }) => channel),
    instance: Float64Array.from(rows, ({ label }) => label),
    status: rows.map(({ status }) => status),
    partner: rows.map(({ partner }) => partner),
    voxels: Float64Array.from(rows, ({ voxels }) => voxels),
  };
}
