import { createScenarioClient } from "@scenario-openapi/client";
import { makeCalls } from "./calls.js";

/** Creates a client whose options do not allow a browser. */
function tryWithoutConsent(options) {
  try {
    createScenarioClient(options);
    return { code: "none" };
  } catch ({ code, message }) {
    return { code, message };
  }
}

if ("document" in globalThis) {
  const makeCallsWithFetch = (given) => makeCalls({ ...given, options: { ...given.options, fetch } });
  const tryInWorker = (options) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(import.meta.url, { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
      worker.postMessage(options);
    });
  Object.assign(globalThis, { makeCallsWithFetch, tryWithoutConsent, tryInWorker });
} else {
  globalThis.onmessage = ({ data }) => postMessage(tryWithoutConsent(data));
}
