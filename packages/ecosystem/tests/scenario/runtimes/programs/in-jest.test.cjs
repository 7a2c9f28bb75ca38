// Tests for Jest, which requires CommonJS.
const { writeFileSync } = require("node:fs");
const { createScenarioClient } = require("@scenario-openapi/client");
const { createSandbox } = require("@scenario-openapi/sandbox");
const { trainers } = require("@scenario-openapi/types");
const { makeCalls } = require("./calls.cjs");

const { GIVEN, RESULT } = process.env;
const given = JSON.parse(GIVEN);

test("the client makes all calls", async () => {
  writeFileSync(RESULT, JSON.stringify(await makeCalls(given)));
});

test("the client updates a model of the sandbox without HTTP", async () => {
  const sandbox = createSandbox();
  const [{ id }] = sandbox.models.list();
  const client = createScenarioClient({ ...given.options, ...sandbox.credentials, fetch: sandbox.fetch });
  const { model } = await client.updateModel({ path: { modelId: id }, body: { name: "Tested" } });
  expect(model.name).toBe("Tested");
  expect(sandbox.models.get(id).name).toBe("Tested");
});

test("the types have their constants", () => {
  expect(trainers).toHaveLength(5);
});
