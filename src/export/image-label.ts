import { ArgumentError } from "../errors.js";
import type { Row } from "../tables/tables.js";
import { instanceColour } from "../volumes/projections/instance-colours.js";

/** What describes the instance of one value: columns of `instances` under their own names. */
export type LabelProperties = { readonly "label-value": number } & Readonly<Record<string, number | boolean>>;

/** The metadata `image-label` of OME-NGFF. */
export interface ImageLabel {
  /** Of the metadata; in version 0.5 it stands a level higher. */
  readonly version?: "0.4";
  readonly colors: readonly {
    readonly "label-value": number;
    readonly rgba: readonly [number, number, number, number];
  }[];
  readonly properties: readonly LabelProperties[];
  /** Where the image is, seen from the label image. */
  readonly source?: { readonly image: string };
}

/** Options of {@link imageLabelAttributes}. */
export interface ImageLabelOptions {
  /** `0.4` for Zarr of format 2, `0.5` for format 3. Default 0.4. */
  readonly version?: "0.4" | "0.5";
  /** Where the image is, seen from the label image, such as `../../`. Default: not said. */
  readonly image?: string;
}

/**
 * The instances of a volume as attributes of an OME-NGFF label image: its colours, those of all pictures here, and what the
 * table `instances` tells of each, by value (https://ngff.openmicroscopy.org/0.4/#label-md). A label image has one value per
 * voxel: of instances that share voxels it shows one, which this metadata cannot say.
 *
 * @throws ArgumentError where several channels use a number, which then stands for no single instance, or a volume is mixed
 *   with another
 */
export function imageLabelAttributes(
  instances: readonly Row<"instances">[],
  { version = "0.4", image }: ImageLabelOptions = {},
): Readonly<Record<string, unknown>> {
  const seen = new Set<number>();
  for (const { volume_id, channel, instance } of instances) {
    if (volume_id === instances[0]!.volume_id && !seen.has(instance)) {
      seen.add(instance);
      continue;
    }
    const found = `${instance} of ${volume_id} again, in channel ${channel}`;
    throw new ArgumentError({ argument: "instances", expected: "one volume, and each number once", found });
  }
  const imageLabel: ImageLabel = {
    ...(version === "0.4" ? { version } : {}),
    colors: instances.map(({ channel, instance }) => {
      return { "label-value": instance, rgba: [...instanceColour(channel, instance), 255] };
    }),
    properties: instances.map(propertiesOf),
    ...(image === undefined ? {} : { source: { image } }),
  };
  return version === "0.4" ? { "image-label": imageLabel } : { ome: { version, "image-label": imageLabel } };
}

function propertiesOf({ volume_id, instance, ...columns }: Row<"instances">): LabelProperties {
  const known = Object.entries(columns).filter(
    (entry): entry is [string, number | boolean] => typeof entry[1] === "number" || typeof entry[1] === "boolean",
  );
  return { "label-value": instance, ...Object.fromEntries(known) };
}
