// The thread in which Spectral runs: see spectral-thread.ts.
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { SpectralAnswer, SpectralRequest } from "./spectral-thread.ts";

enableCompileCache();
// Loaded before anything is asked, since that takes most of the time. Who asks first hears where it fails.
const spectral = import("./lint-with-spectral.ts");
spectral.then(({ houseRuleset }) => houseRuleset()).catch(() => {});

parentPort?.on("message", async (request: SpectralRequest) => {
  parentPort?.postMessage(await answerTo(request));
});

async function answerTo(request: SpectralRequest): Promise<SpectralAnswer> {
  const { id } = request;
  try {
    const { lintWithSpectral, houseRuleset, forgetHouseRuleset } = await spectral;
    if (request.forget) forgetHouseRuleset();
    const rules = Object.values((await houseRuleset()).rules).filter(({ enabled }) => enabled).length;
    const { file } = request;
    return { id, rules, problems: file ? await lintWithSpectral(file.path, file.text) : [] };
  } catch (error) {
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
