/** How long work may go on without a pause, in milliseconds. */
const longest = 20;

let lastPause = 0;

/**
 * Lets timers and signals of the system have their turn when they waited for it for long: work that is done on the spot,
 * part after part, would otherwise keep them waiting until its end. Most calls give nothing to wait for.
 */
export function letOthersRun(): Promise<void> | undefined {
  const now = performance.now();
  if (now - lastPause < longest) return undefined;
  return new Promise((resolve) => {
    setImmediate(() => {
      lastPause = performance.now();
      resolve();
    });
  });
}
