// What each runtime does with the packed client, and what came of it. As plain as can be: it runs everywhere as it is.
import {
  createScenarioClient,
  ScenarioConnectionError,
  ScenarioRedirectError,
  ScenarioServerError,
  ScenarioTimeoutError,
} from "@scenario-openapi/client";
import { updateModelBody, validateUpdateModel } from "@scenario-openapi/client/validate";

const SHORT = 250;

/**
 * @param {object} given
 * @param {string} given.front where the front listens
 * @param {string} given.nowhere a base URL where nobody listens
 * @param {string} given.run names this run, for the front
 * @param {object} given.options of every client: credentials, and what the runtime needs
 */
export async function makeCalls({ front, nowhere, run, options }) {
  const clientOf = (fault, more) =>
    createScenarioClient({ baseUrl: `${front}/${fault}/${run}/v1`, maxRetryDelay: 20, ...options, ...more });
  const held = async () => Number(await (await fetch(`${front}/held/${run}`)).text());

  return {
    update: await update(clientOf("none"), `${run} updated`),
    retry: await afterRetries(clientOf("busy"), `${run} was busy`),
    cut: await afterRetries(clientOf("cut"), `${run} was cut`),
    silent: await timedOut(clientOf("silent")),
    stalled: await timedOut(clientOf("stalled")),
    abort: await aborted(clientOf("silent"), held),
    abortOfWait: await abortedWait(clientOf("down", { maxRetryDelay: 30_000 })),
    moved: await moved(clientOf("moved")),
    refused: await refused(createScenarioClient({ ...options, baseUrl: nowhere })),
    accounts: await accounts((apiKey) => clientOf("accounts", { apiKey, apiSecret: `secret of ${apiKey}` })),
    held: await eventually(held, 0),
    validated: validated(),
  };
}

async function update(client, name) {
  const { data, response } = await client.updateModel(inputOf("model_eyVcnFJcR92BxBkz7N6g5w", name)).withResponse();
  return { status: response.status, name: data.model.name };
}

async function afterRetries(client, name) {
  const reasons = [];
  const onRetry = ({ attempt, reason }) => reasons.push({ attempt, code: reason.code });
  const { model } = await client.updateModel({ ...inputOf("model_Qs8mLf3WxZd6TnRk5Vb9Yc", name), onRetry });
  return { name: model.name, reasons };
}

async function timedOut(client) {
  const error = await errorOf(client.updateModel({ ...inputOf("model_any", "late"), timeout: SHORT, retries: 0 }));
  const { code, timeout, attempts } = error;
  return { known: error instanceof ScenarioTimeoutError, code, inTime: timeout === SHORT, attempts };
}

/** Aborts while the server holds the request. */
async function aborted(client, held) {
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  const before = await eventually(held, 0);
  const failure = errorOf(client.updateModel({ ...inputOf("model_any", "unwanted"), signal: controller.signal }));
  const during = await eventually(held, 1);
  controller.abort(reason);
  return { before, during, rejectedWithReason: (await failure) === reason };
}

/** Aborts while the client waits for its second attempt, for which the server asked 20 seconds. */
async function abortedWait(client) {
  const controller = new AbortController();
  const reason = new Error("will not wait");
  const { signal } = controller;
  const retried = [];
  const onRetry = ({ delay, reason: failure }) => {
    retried.push({ delay, known: failure instanceof ScenarioServerError, status: failure.status });
    setTimeout(() => controller.abort(reason), 20);
  };
  const started = Date.now();
  const error = await errorOf(client.updateModel({ ...inputOf("model_any", "down"), signal, onRetry }));
  return { retried, rejectedWithReason: error === reason, atOnce: Date.now() - started < 5_000 };
}

async function moved(client) {
  const error = await errorOf(client.updateModel(inputOf("model_any", "moved")));
  return { known: error instanceof ScenarioRedirectError, code: error.code, attempts: error.attempts };
}

async function refused(client) {
  const error = await errorOf(client.updateModel({ ...inputOf("model_any", "refused"), retries: 0 }));
  return { known: error instanceof ScenarioConnectionError, code: error.code, cause: error.cause instanceof Error };
}

/** Several accounts at once; each update says in the model's name whose it is. */
async function accounts(clientOf) {
  const clients = ["key-1", "key-2", "key-3", "key-4"].map((key) => ({ key, client: clientOf(key) }));
  const updates = [1, 2, 3, 4, 5].flatMap((round) =>
    clients.map(async ({ key, client }) => {
      const name = `${key} in round ${round}`;
      const { model } = await client.updateModel(inputOf("model_Wn7pKc4TzRq2LsVb9Xh3Ym", name));
      return model.name === name;
    }),
  );
  return (await Promise.all(updates)).filter(Boolean).length;
}

/** Without `eval`, which neither a Worker nor a page with a strict policy has. */
function validated() {
  const right = inputOf("model_any", "fine");
  const wrong = { path: { modelId: "model_any" }, body: { type: "flux.1-lora", name: 5, parameters: { rank: 128 } } };
  const { issues } = updateModelBody["~standard"].validate(wrong.body);
  return {
    right: validateUpdateModel(right),
    wrong: validateUpdateModel(wrong).map(({ in: place, pointer, rule }) => `${place} ${pointer} ${rule}`),
    issues: issues.map(({ path }) => path.join(".")),
  };
}

function inputOf(modelId, name) {
  return { path: { modelId }, body: { name } };
}

async function errorOf(promise) {
  try {
    return { code: "none", got: await promise };
  } catch (error) {
    return error;
  }
}

/** Asks until the answer is the wanted one, for five seconds at most. Returns the last answer. */
async function eventually(ask, wanted) {
  let answer = await ask();
  for (let waited = 0; answer !== wanted && waited < 5_000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer = await ask();
  }
  return answer;
}
