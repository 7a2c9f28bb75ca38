// The built package, required by a Node that cannot require ES modules, as Jest and older versions of Node cannot.
import { runNode } from "@repo/testing";
import { expect, it } from "vitest";

const program = `
  const { createSandbox, seedModels } = require("@scenario-openapi/sandbox");
  const { credentials, fetch } = createSandbox();
  const headers = { authorization: credentials.authorization, "content-type": "application/json" };
  const update = (body) =>
    fetch("http://sandbox/v1/models/" + seedModels[0].id, { method: "PUT", headers, body: JSON.stringify(body) });
  Promise.all([{ name: "Required" }, { name: 5 }].map(update)).then(async ([updated, refused]) => {
    const { model } = await updated.json();
    console.log(JSON.stringify([model.name, refused.status]));
  });
`;

it("is a CommonJS package too", async () => {
  const args = ["--no-experimental-require-module", "--input-type=commonjs", "--eval", program];
  expect(await runNode(args, import.meta.dirname)).toEqual({ exitCode: 0, stdout: '["Required",400]\n', stderr: "" });
});
