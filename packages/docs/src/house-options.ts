import { join } from "node:path";
import { root, specFile } from "@repo/commands";
import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import { readSettings } from "@repo/settings";
import type { Validator } from "./asset-files.ts";
import type { SiteFilesOptions } from "./site-files.ts";
import { siteOptions } from "./site-options.ts";

/** The options of the site of this repository's own spec, whose composer checks requests as the client's validators do. */
export async function houseOptions(document: OpenApiDocument): Promise<SiteFilesOptions> {
  const settings = await readSettings(join(root, "spec/settings.yaml"));
  const client = [settings.scope, "client"].filter(Boolean).join("/");
  const options = await siteOptions(document, settings, {
    client,
    sources: { repository: root, description: specFile },
  });
  return { ...options, validators: await validatorsOf(document, `${client}/validate`) };
}

/** The validators that a module exports, by the names of their operations. */
async function validatorsOf(document: OpenApiDocument, module: string): Promise<Record<string, Validator>> {
  const exported = new Set(Object.keys(await import(module)));
  const validators = namedOperations(document).map(
    ({ name, type }) => [name, { module, name: `validate${type}` }] as const,
  );
  return Object.fromEntries(validators.filter(([, validator]) => exported.has(validator.name)));
}
