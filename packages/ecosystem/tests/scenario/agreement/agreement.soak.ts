// The client's validator, the sandbox, Prism and Ajv judge the same bodies. Another seed: SEED=2 pnpm test:soak.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { installLocked, type RunningCommand, startNode } from "@repo/testing";
import { validateUpdateModel } from "@scenario-openapi/client/validate";
import { createSandbox } from "@scenario-openapi/sandbox";
import document from "@scenario-openapi/spec/openapi.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Keywords, mutated, validBodies } from "./bodies.ts";

const seed = Number(process.env["SEED"] ?? 1);
const COUNT = 2_000;
const schemas: Record<string, Keywords> = JSON.parse(JSON.stringify(document.components.schemas));
// It is new, so that its type can change.
const modelId = "model_Qs8mLf3WxZd6TnRk5Vb9Yc";
const path = `/models/${modelId}`;

let prism: RunningCommand;
let prismUrl: string;
beforeAll(async () => {
  const modules = await installLocked(import.meta.dirname, "agreement");
  const cli = join(modules, "@stoplight/prism-cli/dist/index.js");
  const spec = createRequire(import.meta.url).resolve("@scenario-openapi/spec/openapi.json");
  const port = await freePort();
  prism = startNode([cli, "mock", "--errors", "--port", `${port}`, spec], import.meta.dirname);
  await prism.until("Prism is listening");
  prismUrl = `http://127.0.0.1:${port}`;
});
afterAll(() => prism?.stop("SIGTERM"));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Half of the bodies are valid, and each is followed by one that differs from it in one place. */
function drawBodies(): unknown[] {
  const valid = validBodies({ $ref: "#/components/schemas/UpdateModelRequest" }, schemas);
  const pairs = valid.chain((body) => mutated(body).map((other) => [body, other]));
  // What JSON cannot write, such as -0, is not sent.
  return fc
    .sample(pairs, { seed, numRuns: COUNT / 2 })
    .flat()
    .map((body) => JSON.parse(JSON.stringify(body)));
}

it(`agrees on ${COUNT} bodies (SEED=${seed})`, async () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const fits = ajv.compile({ $ref: "#/components/schemas/UpdateModelRequest", components: document.components });
  const seen = { valid: 0, invalidBySchema: 0, invalidByRule: 0 };
  for (const body of drawBodies()) {
    const sandbox = createSandbox();
    const request = { path: { modelId }, body };
    const problems = validateUpdateModel(request, { model: sandbox.models.get(modelId) });
    // The rules beyond the schema have names of their own, with a hyphen.
    const bySchema = problems.filter(({ rule }) => !rule.includes("-"));
    const sent = JSON.stringify(body);
    const headers = { authorization: sandbox.credentials.authorization, "content-type": "application/json" };
    const init = { method: "PUT", headers, body: sent };
    const fromSandbox = await sandbox.fetch(`https://sandbox.invalid/v1${path}`, init);
    const fromPrism = await fetch(prismUrl + path, init);
    const answer = await fromSandbox.json();
    await fromPrism.arrayBuffer();
    const isValid = fits(body);
    const pointers = (fits.errors ?? []).map(({ instancePath, params }) =>
      params["missingProperty"] === undefined ? instancePath : `${instancePath}/${params["missingProperty"]}`,
    );
    expect(
      {
        client: bySchema.map(({ pointer }) => pointer).sort(),
        sandbox: { status: fromSandbox.status, problems: answer.problems ?? [] },
        prism: fromPrism.status,
      },
      sent,
    ).toEqual({
      client: pointers.sort(),
      sandbox: { status: problems.length === 0 ? 200 : 400, problems },
      prism: isValid ? 200 : 422,
    });
    seen[problems.length === 0 ? "valid" : isValid ? "invalidByRule" : "invalidBySchema"]++;
  }
  console.log(seen);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
