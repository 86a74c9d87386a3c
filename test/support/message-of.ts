import { isNeuroloomError } from "../../src/errors.js";

/** The message of the tagged error that a call ends with, or "no error"; anything else that is thrown goes on. */
export async function messageOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (isNeuroloomError(error)) return error.message;
    throw error;
  }
  return "no error";
}
