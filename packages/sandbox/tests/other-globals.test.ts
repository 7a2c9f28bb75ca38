// Jest runs modules in a context of their own. In its jsdom environment, that has the globals of a simulated browser, where
// many of Node's are missing: among them Request, Response, TextDecoder, ReadableStream and structuredClone.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { boatUrl, putInit } from "./harbour.ts";

test("a sandbox works without the globals that a simulated browser lacks", async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "harbour.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
  });
  const module: { exports?: typeof import("./harbour.ts") } = {};
  const require = createRequire(import.meta.url);
  const context = createContext({ module, require, Buffer, URL, URLSearchParams });
  expect(runInContext("[typeof Request, typeof TextDecoder, typeof structuredClone].join()", context)).toBe(
    "undefined,undefined,undefined",
  );
  runInContext(outputFiles[0]?.text ?? "", context);

  const sandbox = module.exports?.harbour();
  const response = await sandbox?.fetch(boatUrl("boat_1"), putInit('{ "name": "One" }'));
  expect(response).toBeInstanceOf(Response);
  expect(await response?.json()).toMatchObject({ boat: { name: "One" } });
  expect(sandbox?.boats.get("boat_1")?.name).toBe("One");

  const listening = await sandbox?.listen(0);
  const served = await fetch(boatUrl("boat_1", listening?.url), putInit("{}"));
  expect(served.status).toBe(200);
  await listening?.close();
});
