import type { Command } from "./command.js";
import { cacheCommand } from "./commands/cache.js";
import { citeCommand } from "./commands/cite.js";
import { doctorCommand } from "./commands/doctor.js";
import { exportCommand } from "./commands/export.js";
import { fetchCommand } from "./commands/fetch.js";
import { fitCommand } from "./commands/fit.js";
import { infoCommand } from "./commands/info.js";
import { initCommand } from "./commands/init.js";
import { listCommand } from "./commands/list.js";
import { plotCommand } from "./commands/plot.js";
import { prepareCommand } from "./commands/prepare.js";
import { queryCommand } from "./commands/query.js";
import { quickstartCommand } from "./commands/quickstart.js";
import { reportCommand } from "./commands/report.js";
import { reproduceCommand } from "./commands/reproduce.js";
import { rsaCommand } from "./commands/rsa.js";
import { runCommand } from "./commands/run.js";
import { scoreCommand } from "./commands/score.js";
import { validateCommand } from "./commands/validate.js";
import { verifyCommand } from "./commands/verify.js";
import { volumeCommand } from "./commands/volume.js";

/** Every command, in the order of the help text. A new command is a file in `commands/` and a line here. */
export const commands: readonly Command[] = [
  listCommand,
  infoCommand,
  citeCommand,
  fetchCommand,
  verifyCommand,
  quickstartCommand,
  initCommand,
  prepareCommand,
  validateCommand,
  queryCommand,
  exportCommand,
  plotCommand,
  reportCommand,
  runCommand,
  fitCommand,
  rsaCommand,
  volumeCommand,
  scoreCommand,
  reproduceCommand,
  cacheCommand,
  doctorCommand,
];
