import { isNeuroloomError } from "../../src/errors.js";
import { completeLinalg } from "../../src/linalg/complete-linalg.js";
import type { LinalgProvider } from "../../src/linalg/provider.js";
import { blasLinalg } from "../../src/node/blas/blas-linalg.js";
import { describeLinalg } from "../linalg/contract.js";

/** The library that NEUROLOOM_BLAS names, else one of this machine; where there is none, the reason. */
async function machineLibrary(): Promise<{ provider?: LinalgProvider; title: string }> {
  try {
    const provider = await blasLinalg({ threads: 1 });
    return { provider, title: provider.name };
  } catch (error) {
    if (!isNeuroloomError(error, "missing-part")) throw error;
    return { title: `blas, skipped: ${error.message}` };
  }
}

const { provider, title } = await machineLibrary();

describeLinalg(title, async () => provider);
describeLinalg(`${title}, without LAPACK`, async () => provider && completeLinalg("products alone", provider));
