const { createScenarioClient, ScenarioError } = require("@scenario-openapi/client");

const { front, run, options } = JSON.parse(process.argv.at(-1));
const client = createScenarioClient({ ...options, baseUrl: `${front}/none/${run}/v1` });

async function main() {
  const { model } = await client.updateModel({
    path: { modelId: "model_eyVcnFJcR92BxBkz7N6g5w" },
    body: { name: `${run} updated` },
  });
  const imported = await import("@scenario-openapi/client");
  const sameModule = imported.ScenarioError === ScenarioError;
  console.log(JSON.stringify({ version: process.versions.node, name: model.name, sameModule }));
}

main();
