import { ArgumentError } from "../../errors.js";

/** Settings of {@link mtrfLags}. */
export interface MtrfLagsOptions {
  readonly samplingRateHz: number;
  /** The window of lags in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** `backward` reads the stimulus from the response: the lags are those of `forward` turned round. Default: `forward`. */
  readonly direction?: "forward" | "backward" | undefined;
}

/**
 * The lags of a temporal response function in samples, rising: ⌊from · rate / 1000⌋ to ⌈to · rate / 1000⌉; backward
 * those of −to to −from.
 *
 * @throws ArgumentError for a rate that is not positive, and a window that ends before it begins.
 */
export function mtrfLags({ samplingRateHz, fromMs, toMs, direction = "forward" }: MtrfLagsOptions): Int32Array {
  if (!(samplingRateHz > 0 && Number.isFinite(fromMs) && Number.isFinite(toMs) && fromMs <= toMs)) {
    const found = `${fromMs} to ${toMs} ms at ${samplingRateHz} Hz`;
    throw new ArgumentError({ argument: "lags", expected: "a window at a rate above 0", found });
  }
  const first = Math.floor((fromMs / 1000) * samplingRateHz);
  const last = Math.ceil((toMs / 1000) * samplingRateHz);
  const start = direction === "forward" ? first : -last;
  return Int32Array.from({ length: last - first + 1 }, (_, index) => start + index);
}
