import { basename } from "node:path";
import { namedOperations, type OpenApiDocument, type Warning } from "@repo/openapi";
import { namesOf, type Settings } from "@repo/settings";
import { clientModules, errorNames, proxyModule } from "./client-modules.ts";
import { documentedModule } from "./documented.ts";
import { operationsModule } from "./operations.ts";
import { securityPlan } from "./security.ts";
import { specVersion } from "./source-text.ts";
import { typesModule } from "./types.ts";
import { validatorNames, validatorsModule } from "./validators.ts";

/** Generated files by their path, relative to the folder they belong to. */
export type Files = ReadonlyMap<string, string>;

export interface Generated {
  files: Files;
  /** What the generated code cannot do as the description says. */
  warnings: Warning[];
}

const HEADER = headerOf("spec/openapi.yaml", "pnpm generate");

/** The generated files of `packages/types`, by path from there. */
export async function typesFiles(document: OpenApiDocument): Promise<Generated> {
  const { code, warnings } = await typesModule(document, HEADER);
  const files = new Map([
    ["src/schema.gen.ts", code],
    ["src/spec.gen.ts", `${HEADER}\n${specVersion(document)}`],
  ]);
  return { files, warnings };
}

/** The generated files of `packages/client`, by path from there. */
export async function clientFiles(document: OpenApiDocument, settings: Settings): Promise<Generated> {
  const types = `${settings.scope ?? ""}/types`.replace(/^\//, "");
  const plan = securityPlan(document, settings);
  const taken = errorNames(namesOf(document, settings).brand);
  const { code, hasPages, warnings } = operationsModule(
    document,
    HEADER,
    { types, runtime: besideRuntime },
    plan,
    taken,
  );
  const validators = validatorsModule(document, HEADER, { types, validation: "../validation/index.ts" });
  const imports = { types, version: "./version.ts", hasPages };
  const modules = clientModules(document, HEADER, settings, plan, agentOf(types.replace(/types$/, "client")), imports);
  const files = new Map([
    ["src/operations.gen.ts", code],
    ...[...modules].map(([path, module]): [string, string] => [`src/${path}`, module]),
    ["src/proxy/documented.gen.ts", documentedModule(document, HEADER, "./undocumented.ts")],
    ["src/proxy/proxy.gen.ts", proxyModule(document, HEADER, settings)],
    ["src/validate/validators.gen.ts", validators.code],
  ]);
  return { files, warnings: [...warnings, ...validators.warnings] };
}

/** Every generated file of this repository, by path from its root. */
export async function committedFiles(document: OpenApiDocument, settings: Settings): Promise<Generated> {
  const types = await typesFiles(document);
  const client = await clientFiles(document, settings);
  const inFolder = (folder: string, files: Files) =>
    [...files].map(([path, content]): [string, string] => [`${folder}/${path}`, content]);
  return {
    files: new Map([...inFolder("packages/types", types.files), ...inFolder("packages/client", client.files)]),
    warnings: [...types.warnings, ...client.warnings],
  };
}

const besideRuntime = (module: string) => `./runtime/${module}.ts`;

/**
 * The generated sources of a package for another description, by path from its folder of sources, which has the client's
 * `runtime` and `validation` beside them.
 *
 * @param source the file of the description
 */
export async function packageSources(
  document: OpenApiDocument,
  source: string,
  settings: Settings,
  packageName: string,
): Promise<Generated> {
  const header = headerOf(basename(source), `pnpm generate --spec ${basename(source)} --out DIR`);
  const plan = securityPlan(document, settings);
  const types = "./schema.gen.ts";
  const others = [...errorNames(namesOf(document, settings).brand), ...exportedNames(INDEX)];
  const client = operationsModule(document, header, { types, runtime: besideRuntime }, plan, others);
  const imports = { types, hasPages: client.hasPages };
  const modules = clientModules(document, header, settings, plan, agentOf(packageName), imports);
  const events = /ServerSentEvent|DescribedEvent/.test(client.code) ? EVENTS : "";
  const own = [...modules.values(), INDEX, events].flatMap(exportedNames);
  const taken = [...client.names, ...own];
  const validation = { types, validation: "./validation/index.ts" };
  const validators = validatorsModule(document, header, validation, client.names);
  const schema = await typesModule(document, header, [...taken, ...validatorNames(document, client.names)]);
  const files = new Map([
    ["schema.gen.ts", schema.code],
    ["operations.gen.ts", client.code],
    ...modules,
    ["validators.gen.ts", validators.code],
    ["index.gen.ts", `${header}\n${INDEX}${events}`],
  ]);
  const none = "There are no operations: the client has no methods.";
  const noMethods = namedOperations(document).length > 0 ? [] : [{ rule: "no-operations", pointer: "", message: none }];
  return { files, warnings: [...noMethods, ...schema.warnings, ...client.warnings, ...validators.warnings] };
}

/** What the package of another description exports: as the client of this repository, with the types. */
const INDEX = `export type { Middleware } from "openapi-fetch";
export * from "./client.gen.ts";
export * from "./errors.gen.ts";
export type * from "./operations.gen.ts";
export { specVersion } from "./operations.gen.ts";
export type { ErrorCode } from "./runtime/errors.ts";
export type { CallOptions, OperationResult } from "./runtime/operation.ts";
export type { Clock, FetchInit, FetchResponse, Logger, Retry, SharedOptions, TransportOptions } from "./runtime/settings.ts";
export type { DocumentedError, DocumentedHeaders, DocumentedResponse, StatusError } from "./runtime/typed-response.ts";
export * from "./schema.gen.ts";
`;

/** What it exports as well if an operation returns events. */
const EVENTS = `export type { ServerSentEvent } from "./runtime/streams.ts";\n`;

/** The names that a generated module exports. */
function exportedNames(code: string): string[] {
  const declared = [...code.matchAll(/^export (?:const|type|interface|function) (\w+)/gm)].map(([, name = ""]) => name);
  const listed = [...code.matchAll(/^export (?:type )?\{ (.+) \}/gm)].flatMap(([, names = ""]) => names.split(", "));
  return [...declared, ...listed];
}

/** How a package introduces itself to servers: `acme-client` for `@acme/client`. */
function agentOf(packageName: string): string {
  return packageName.replace(/^@/, "").replace("/", "-");
}

function headerOf(source: string, command: string): string {
  const oneLine = (text: string) => text.replace(/[\r\n\u2028\u2029]/g, " ");
  return `// Generated from ${oneLine(source)} by \`${oneLine(command)}\`. Do not edit.\n`;
}
