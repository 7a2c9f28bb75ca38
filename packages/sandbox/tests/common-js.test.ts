// The built package, required by a Node that cannot require ES modules, as Jest and older versions of Node cannot.
import { runNode } from "@repo/testing";
import { expect, it } from "vitest";

const program = `
  const { createSandbox } = require("@scenario-openapi/sandbox");
  createSandbox().fetch("http://sandbox/nowhere").then(({ status }) => console.log(status));
`;

it("is a CommonJS package too", async () => {
  const args = ["--no-experimental-require-module", "--input-type=commonjs", "--eval", program];
  expect(await runNode(args, import.meta.dirname)).toEqual({ exitCode: 0, stdout: "404\n", stderr: "" });
});
