import type { Command } from "./command.js";

/** Every command, in the order of the help text. A new command is a file in `commands/` and a line here. */
export const commands: readonly Command[] = [];
