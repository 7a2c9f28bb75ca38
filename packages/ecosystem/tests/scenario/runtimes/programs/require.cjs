// CommonJS, beside which a dependency of the same program may import the client.
const { createScenarioClient, ScenarioConfigError } = require("@scenario-openapi/client");
const { trainers } = require("@scenario-openapi/types");
const { makeCalls } = require("./calls.cjs");

const given = JSON.parse(process.argv.at(-1));

async function main() {
  const imported = await import("@scenario-openapi/client");
  const errors = [createScenarioClient, imported.createScenarioClient].map(errorOf);
  console.log(
    JSON.stringify({
      version: process.versions.node,
      calls: await makeCalls(given),
      isCommonJs: imported.ScenarioConfigError !== ScenarioConfigError,
      errors: errors.map((error) => [
        error instanceof ScenarioConfigError,
        error instanceof imported.ScenarioConfigError,
      ]),
      trainers: trainers.length,
    }),
  );
}

function errorOf(create) {
  try {
    return create({ ...given.options, baseUrl: "nowhere" });
  } catch (error) {
    return error;
  }
}

main();
