const { createScenarioClient, ScenarioError } = require("@scenario-openapi/client");

const { baseUrl, run, options } = JSON.parse(process.argv.at(-1));

async function main() {
  const { model } = await createScenarioClient({ ...options, baseUrl }).updateModel({
    path: { modelId: `none_${run}` },
    body: { name: "required" },
  });
  const imported = await import("@scenario-openapi/client");
  const sameModule = imported.ScenarioError === ScenarioError;
  console.log(JSON.stringify({ version: process.versions.node, name: model.name, sameModule }));
}

main();
