import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runNode } from "../run-node.ts";

const PROGRAM = `
  import { createHash } from "node:crypto";
  import spec from "@scenario-openapi/spec/openapi.json" with { type: "json" };
  import * as types from "@scenario-openapi/types";
  import * as client from "@scenario-openapi/client";
  const hash = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
  const scenario = client.createScenarioClient({ apiKey: "key", apiSecret: "secret" });
  console.log(JSON.stringify({
    spec: [spec.info.version, hash],
    types: [types.specVersion, types.specHash],
    client: [scenario.specVersion, client.specHash],
  }));
`;

/**
 * Checks that the packages installed in a project were made from one and the same description.
 *
 * @throws an error that says what each was made from
 */
export async function checkOneDescription(folder: string): Promise<void> {
  await writeFile(join(folder, "one-description.js"), PROGRAM);
  const { exitCode, stdout, stderr } = await runNode(["one-description.js"], folder);
  if (exitCode !== 0) throw new Error(`The installed packages cannot be imported together:\n\n${stderr}`);
  const found: Record<string, [version: string, hash: string]> = JSON.parse(stdout);
  const lines = Object.entries(found).map(([name, [version, hash]]) => `  ${name.padEnd(8)}${version}  ${hash}`);
  if (new Set(Object.values(found).map(String)).size === 1) return;
  throw new Error(
    `The packages were made from different descriptions:\n${lines.join("\n")}\n\nRun \`pnpm generate\`, commit what it writes, and try again.`,
  );
}
