import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { describeLinalg } from "./contract.js";

describeLinalg("js", async () => jsLinalg);
