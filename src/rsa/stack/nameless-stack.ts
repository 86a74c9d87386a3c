import { ArgumentError } from "../../errors.js";

/** The error for a join by names where one side has none. */
export function namelessStack(): ArgumentError {
  return new ArgumentError({
    ...{ argument: "conditions", expected: "RDMs that name their conditions", found: "positions only" },
    next: "give them their names with nameConditions",
  });
}
