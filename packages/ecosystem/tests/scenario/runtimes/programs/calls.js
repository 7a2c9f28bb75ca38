// What each runtime does with the packed client. Plain JavaScript, which runs everywhere as it is.
import {
  createScenarioClient,
  ScenarioConnectionError,
  ScenarioRedirectError,
  ScenarioServerError,
  ScenarioTimeoutError,
} from "@scenario-openapi/client";
import { updateModelBody, validateUpdateModel } from "@scenario-openapi/client/validate";

/**
 * Makes all calls and returns what came of them. A model's ID names the fault that the server has for it.
 *
 * @param {object} given
 * @param {string} given.baseUrl
 * @param {string} given.closedUrl a base URL where nothing listens
 * @param {string} given.run the end of all model IDs
 * @param {object} given.options of every client: credentials, and what the runtime needs
 * @param {boolean} [given.followsRedirects] whether the runtime follows redirects, whatever the client says
 */
export async function makeCalls({ baseUrl, closedUrl, run, options, followsRedirects = false }) {
  // A timer that outlives its call keeps the program from ending for an hour.
  const settings = { baseUrl, maxRetryDelay: 20, timeout: 3_600_000, ...options };
  const client = createScenarioClient(settings);
  const patient = createScenarioClient({ ...settings, maxRetryDelay: 3_600_000 });
  const refused = createScenarioClient({ ...settings, baseUrl: closedUrl });
  const update = (fault, more) => client.updateModel(inputOf(fault, run, more));
  // The query makes it another resource for a browser's cache, which the pending update would lock.
  const held = async () => Number(await (await fetch(`${baseUrl}/models/silent_${run}?held`)).text());

  return {
    update: await updated(update("none")),
    retry: await afterRetries(update, "busy"),
    cut: await afterRetries(update, "cut"),
    silent: await timedOut(update, "silent"),
    stalled: await timedOut(update, "stalled"),
    abort: await aborted(update, held),
    abortOfWait: await abortedWait(patient, run),
    ...(!followsRedirects && { moved: await moved(update("moved")) }),
    refused: await refusedBy(refused.updateModel({ ...inputOf("none", run), retries: 0 })),
    accounts: await accounts(settings, run),
    held: await eventually(held, 0),
    validated: validated(),
  };
}

async function updated(call) {
  const { data, response } = await call.withResponse();
  return { status: response.status, name: data.model.name };
}

async function afterRetries(update, fault) {
  const reasons = [];
  const onRetry = ({ attempt, reason }) => reasons.push({ attempt, code: reason.code });
  const { model } = await update(fault, { onRetry });
  return { name: model.name, reasons };
}

async function timedOut(update, fault) {
  const error = await errorOf(update(fault, { timeout: 250, retries: 0 }));
  const { code, timeout, attempts } = error;
  return { known: error instanceof ScenarioTimeoutError, code, timeout, attempts };
}

/** Aborts while the server holds the request. */
async function aborted(update, held) {
  const controller = new AbortController();
  const reason = new Error("The user went away");
  const before = await eventually(held, 0);
  const failure = errorOf(update("silent", { signal: controller.signal }));
  const during = await eventually(held, 1);
  controller.abort(reason);
  return { before, during, rejectedWithReason: (await failure) === reason };
}

/** Aborts while the client waits for its second attempt, for an hour as the server asked. */
async function abortedWait(client, run) {
  const controller = new AbortController();
  const reason = new Error("The user went away");
  const retries = [];
  const onRetry = ({ delay, reason: failure }) => {
    retries.push({ delay, known: failure instanceof ScenarioServerError, status: failure.status });
    setTimeout(() => controller.abort(reason), 20);
  };
  const error = await errorOf(client.updateModel(inputOf("down", run, { signal: controller.signal, onRetry })));
  return { retries, rejectedWithReason: error === reason };
}

async function moved(call) {
  const error = await errorOf(call);
  return { known: error instanceof ScenarioRedirectError, code: error.code, attempts: error.attempts };
}

async function refusedBy(call) {
  const error = await errorOf(call);
  return { known: error instanceof ScenarioConnectionError, code: error.code, cause: error.cause instanceof Error };
}

/** Updates with several accounts at once. Each update says whose it is, and is retried. Returns the right responses. */
async function accounts(settings, run) {
  const updates = ["key-1", "key-2", "key-3", "key-4"].flatMap((apiKey) => {
    const client = createScenarioClient({ ...settings, apiKey, apiSecret: `secret of ${apiKey}` });
    return [1, 2, 3, 4, 5].map(async (round) => {
      const input = inputOf("account", `${apiKey}_${round}_${run}`);
      return (await client.updateModel(input)).model.name === input.body.name;
    });
  });
  return (await Promise.all(updates)).filter(Boolean).length;
}

/** Validates without `eval`, which neither a Worker nor a page with a strict policy has. */
function validated() {
  const wrong = { path: { modelId: "model_any" }, body: { type: "flux.1-lora", name: 5, parameters: { rank: 128 } } };
  return {
    right: validateUpdateModel(inputOf("none", "any")),
    wrong: validateUpdateModel(wrong).map(({ in: place, pointer, rule }) => `${place} ${pointer} ${rule}`),
    issues: updateModelBody["~standard"].validate(wrong.body).issues.map(({ path }) => path.join(".")),
  };
}

function inputOf(fault, run, more = {}) {
  const modelId = `${fault}_${run}`;
  return { path: { modelId }, body: { name: `The name of ${modelId}` }, ...more };
}

async function errorOf(promise) {
  try {
    return { code: "none", got: await promise };
  } catch (error) {
    return error;
  }
}

/** Asks until it gets the expected value. */
async function eventually(ask, expected) {
  while ((await ask()) !== expected) await new Promise((resolve) => setTimeout(resolve, 20));
  return expected;
}
