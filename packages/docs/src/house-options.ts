import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root, settingsFile, specFile } from "@repo/commands";
import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import { readSettings } from "@repo/settings";
import type { Validator } from "./asset-files.ts";
import type { SiteFilesOptions } from "./site-files.ts";
import { siteOptions } from "./site-options.ts";

/** The options of the site of this repository's own spec, whose composer checks requests as the client's validators do. */
export async function houseOptions(document: OpenApiDocument): Promise<SiteFilesOptions> {
  const settings = await readSettings(settingsFile);
  const manifest = await readFile(join(root, "packages/client/package.json"), "utf8");
  const { name: packageName }: { name: string } = JSON.parse(manifest);
  const sources = { repository: root, description: specFile, changelog: join(root, "spec/CHANGELOG.md") };
  const options = await siteOptions(document, settings, { packageName, sources });
  return { ...options, validators: await validatorsOf(document, `${packageName}/validate`) };
}

/** The validators that a module exports, by the names of their operations. */
async function validatorsOf(document: OpenApiDocument, module: string): Promise<Record<string, Validator>> {
  const exported = new Set(Object.keys(await import(module)));
  const validators = namedOperations(document).map(
    ({ name, type }) => [name, { module, name: `validate${type}` }] as const,
  );
  return Object.fromEntries(validators.filter(([, validator]) => exported.has(validator.name)));
}
