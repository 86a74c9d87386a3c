import { isNeuroloomError } from "../errors.js";
import { exitCode } from "./command.js";

const codeOfTag: Readonly<Record<string, number>> = {
  argument: exitCode.usage,
  "unknown-name": exitCode.usage,
  schema: exitCode.usage,
  licence: exitCode.usage,
  integrity: exitCode.integrity,
  download: exitCode.network,
  offline: exitCode.network,
};

/** The exit code for an error that ended a command. */
export function exitCodeOf(error: unknown): number {
  return isNeuroloomError(error) ? (codeOfTag[error.tag] ?? exitCode.someFailed) : exitCode.someFailed;
}
