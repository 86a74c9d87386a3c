import { channelLabel } from "./channel-label.js";
import type { TraceView } from "./recording-view.js";

/** Shown first where a recording has them. */
const preferred = ["velocity", "head_angle", "head_curvature", "pumping", "angular_velocity", "worm_curvature"];

/**
 * The behaviour and stimulus traces to draw beside the neurons: those named in `names`, else up to `most`, stimuli
 * first, then velocity, head angle, pumping and the others in their order. Traces without any value are passed over.
 */
export function chooseBehaviours(
  traces: readonly TraceView[],
  options: { readonly names?: readonly string[]; readonly most?: number } = {},
): readonly TraceView[] {
  const { names, most = 3 } = options;
  const drawable = traces.filter(
    ({ channel, values }) =>
      (channel.kind === "behaviour" || channel.kind === "stimulus") && values.some((value) => !Number.isNaN(value)),
  );
  if (names) return drawable.filter(({ channel }) => names.includes(channelLabel(channel) ?? channel.quantity));
  const rank = ({ channel }: TraceView) => {
    if (channel.kind === "stimulus") return -1;
    const place = preferred.findIndex((name) => name === channelLabel(channel) || name === channel.quantity);
    return place < 0 ? preferred.length : place;
  };
  return [...drawable.keys()]
    .sort((a, b) => rank(drawable[a]!) - rank(drawable[b]!) || a - b)
    .slice(0, most)
    .map((index) => drawable[index]!);
}
