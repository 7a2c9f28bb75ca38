import { fileURLToPath } from "node:url";
import { type Config, createConfig, loadConfig } from "@redocly/openapi-core";
import type { RuleSet } from "./rule-set.ts";

const houseConfigFile = fileURLToPath(new URL("../../spec/redocly.yaml", import.meta.url));

let house: Promise<Config> | undefined;
let structure: Promise<Config> | undefined;

/** How Redocly is to read a description. Throws when `spec/redocly.yaml` is broken. */
export function redoclyConfig(rules: RuleSet): Promise<Config> {
  return rules === "house" ? houseConfig() : structureConfig();
}

/** The rules of `spec/redocly.yaml`, loaded once a process. Throws when that file is broken. */
export function houseConfig(): Promise<Config> {
  house ??= loadConfig({ configPath: houseConfigFile }).catch((error: unknown) => {
    throw new Error(`spec/redocly.yaml cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  });
  return house;
}

/** Makes the next call of `houseConfig` load the file again. */
export function forgetHouseConfig(): void {
  house = undefined;
}

/** What must hold so that code generated from a description is right, and nothing about style. */
function structureConfig(): Promise<Config> {
  // Made here rather than read from a file, so that no redocly.yaml in the working directory has a say.
  structure ??= createConfig({
    rules: {
      struct: "error",
      "no-unresolved-refs": "error",
      "operation-operationId-unique": "error",
      "operation-parameters-unique": "error",
      // No error: the rule reads names of ASCII letters only, and finds fault with any other.
      "path-parameters-defined": "warn",
      "path-declaration-must-exist": "error",
      "no-identical-paths": "error",
    },
    // An example is data: a `$ref` inside it belongs to whoever sends it.
    resolve: { doNotResolveExamples: true },
  });
  return structure;
}
