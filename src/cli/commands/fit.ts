import type { Command } from "../command.js";
import { listOption } from "../list-option.js";
import { readParams } from "../read-params.js";
import { inputOptions, runOnInput } from "../run-on-input.js";

/** What can be fitted; each is an operation of the same name. */
const fits = ["encode", "decode", "partition"];

export const fitCommand: Command = {
  name: "fit",
  summary: "fit encoders: predict channels, decode behaviour, divide variance; scores on held-out rows",
  arguments: [{ name: "<what>", description: "encode, decode or partition; see run --list for their parameters" }],
  options: inputOptions,
  examples: [
    "npx neuroloom fit encode --dataset kato2015 --only worm1 --out fits",
    `npx neuroloom fit decode --dataset dag2023 --subset sample --out fits --params '{"channels":["velocity"]}'`,
    `npx neuroloom fit partition --dataset dag2023 --subset sample --out fits --params '{"lags_s":{"from":0,"to":3}}'`,
  ],
  async run(given, options, session) {
    const what = String(given[0]);
    if (!fits.includes(what)) {
      const { UnknownNameError } = await import("../../errors.js");
      throw new UnknownNameError({ kind: "fit", name: what, known: fits, next: `there are ${fits.join(", ")}` });
    }
    if (listOption(options, "in").length > 0 && listOption(options, "dataset").length > 0) {
      const { ArgumentError } = await import("../../errors.js");
      throw new ArgumentError({ argument: "--in or --dataset", expected: "one of them", found: "both" });
    }
    return runOnInput({ operation: what, params: await readParams(options.params) }, options, session);
  },
};
