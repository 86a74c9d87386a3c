import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import {
  minmaxTransform,
  positiveTransform,
  rankTransform,
  sqrtTransform,
  transformRdms,
} from "../../rsa/stack/transforms.js";
import { geoTopological } from "../../rsa/topology/geo-topological.js";
import type { RdmTransform } from "./rdm-choice.js";

type Step<Kind> = (stack: RdmStack, transform: Extract<RdmTransform, { kind: Kind }>) => RdmStack;

const steps: { readonly [Kind in RdmTransform["kind"]]: Step<Kind> } = {
  ranks: (stack) => rankTransform(stack),
  sqrt: (stack) => sqrtTransform(stack),
  positive: (stack) => positiveTransform(stack),
  "min-max": (stack) => minmaxTransform(stack),
  "geo-topological": (stack, { low, high, rank }) => {
    const name = `geo-topological ${low} to ${high}${rank ? "" : " of raw values"}`;
    return transformRdms(stack, name, (values) => {
      return geoTopological({ nConditions: stack.nConditions, nRdms: 1, values }, { low, high, rank }).values;
    });
  },
};

/** RDMs after some transforms, each recorded in their descriptions. */
export function transformed(stack: RdmStack, transforms: readonly RdmTransform[]): RdmStack {
  return transforms.reduce((changed, one) => (steps[one.kind] as Step<RdmTransform["kind"]>)(changed, one), stack);
}
