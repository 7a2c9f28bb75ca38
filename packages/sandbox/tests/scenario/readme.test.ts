import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@repo/testing";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/index.ts";
import { titles } from "../../src/problem-details.ts";

const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");

test("names the tarballs of all our packages that have to be installed, and no others", async () => {
  const needed = new Set<string>();
  const add = async (name: string) => {
    needed.add(name);
    const { dependencies = {} } = JSON.parse(await readFile(join(root, "packages", name, "package.json"), "utf8"));
    const ours = Object.keys(dependencies).filter((dependency) => dependency.startsWith("@scenario-openapi/"));
    for (const dependency of ours) await add(dependency.replace("@scenario-openapi/", ""));
  };
  await add("sandbox");
  for (const mention of [/--filter @scenario-openapi\/(\w+)/g, /\/tmp\/scenario-openapi-(\w+)-/g]) {
    expect(new Set([...readme.matchAll(mention)].map(([, name]) => name))).toEqual(needed);
  }
});

test.skipIf(process.platform === "win32")("curl can send the request that the command prints", async () => {
  const { url, close } = await createSandbox().listen(0);
  const [, curl = ""] = /^ {2}(curl .*?)\n\n/ms.exec(readme) ?? [];
  const command = `${curl.replace("http://127.0.0.1:4010/v1", url)} -sS --fail`;
  const { stdout } = await promisify(execFile)("sh", ["-c", command]);
  expect(JSON.parse(stdout)).toMatchObject({ model: { name: "Moonlit Noir" } });
  await close();
});

test("the table lists every status", () => {
  expect([...readme.matchAll(/^\| (\d{3}) +\|/gm)].map(([, code]) => code)).toEqual(["200", ...Object.keys(titles)]);
});
