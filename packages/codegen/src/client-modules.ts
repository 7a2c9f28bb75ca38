import type { OpenApiDocument } from "@repo/openapi";
import { type Credential, type CredentialScheme, credentialsOf, namesOf, type Settings } from "@repo/settings";
import type { SecurityPlan } from "./security.ts";
import { docComment, visible } from "./source-text.ts";
import { serverUrl } from "./wire-format.ts";

/** Where the modules of a client find what they import. */
export interface ClientImports {
  /** Exports the type `paths`. */
  types: string;
  /** Exports the version of the package, if it introduces itself with one. */
  version?: string;
  /** Whether the module of operations exports `OperationPages`. */
  hasPages: boolean;
}

/** The kinds of errors, in the order in which their classes are listed; the base of all first. */
const ERRORS = [
  ..."Client Config Request Call Connection Timeout Response Redirect InvalidResponse Api BadRequest Unauthorized".split(
    " ",
  ),
  ..."Forbidden NotFound Conflict Unprocessable RateLimit Server".split(" "),
];

/**
 * The modules that make a client of the operations: what it is made of, how it is created, its classes of errors. Their
 * imports start from the folder of the client's sources.
 *
 * @param agent how the client introduces itself
 */
export function clientModules(
  document: OpenApiDocument,
  header: string,
  settings: Settings,
  { schemes, code }: SecurityPlan,
  agent: string,
  imports: ClientImports,
): Map<string, string> {
  const { brand } = namesOf(document, settings);
  return new Map([
    ["api.gen.ts", apiModule(header, brand, code, agent, imports.version)],
    ["client.gen.ts", visible(clientModule(document, header, settings, schemes, imports))],
    ["errors.gen.ts", errorsModule(header, brand)],
  ]);
}

function apiModule(
  header: string,
  brand: string,
  security: SecurityPlan["code"],
  agent: string,
  version?: string,
): string {
  const functions = [...new Set(security?.functions)].sort();
  return [
    header,
    'import { type OperationMethods, operations, serverUrl, specVersion } from "./operations.gen.ts";',
    'import type { Api } from "./runtime/api-client.ts";',
    ...(functions.length > 0 ? [`import { ${functions.join(", ")} } from "./runtime/credentials.ts";`] : []),
    ...(version === undefined ? [] : [`import { version } from ${JSON.stringify(version)};`]),
    "",
    "/** What the client is made of. */",
    "export const api: Api<OperationMethods> = {",
    `  brand: ${JSON.stringify(brand)},`,
    `  agent: ${version === undefined ? JSON.stringify(agent) : `\`${agent}/\${version}\``},`,
    "  specVersion,",
    "  serverUrl,",
    "  operations,",
    ...(security ? [`  security: ${security.expression},`] : []),
    "};",
    "",
  ].join("\n");
}

function clientModule(
  document: OpenApiDocument,
  header: string,
  settings: Settings,
  schemes: readonly CredentialScheme[],
  { types, hasPages }: ClientImports,
): string {
  const { brand, constant } = namesOf(document, settings);
  const options = schemes.flatMap(optionsOf);
  const isSecret = options.length > 0;
  const server = `Default: the description's server, \`${serverUrl(document)}\`.`;
  const baseUrl = `${docComment([`The URL of the API, without the operation's path. ${server}`], "  ")}  baseUrl?: string | undefined;`;
  const lines = options.map(({ credential, is }) => {
    const comment = docComment([`${is}. Default: \`${credential.variable}\` from the environment.`], "  ");
    return `${comment}  ${credential.option}?: string | undefined;`;
  });
  const never = options.map(({ credential }) => `  ${credential.option}?: never;`);
  const optionTypes = isSecret
    ? [
        "/** Options of a client that holds credentials. Each has a default. */",
        "export interface CredentialOptions extends runtime.CommonOptions {",
        "  auth?: undefined;",
        ...lines,
        baseUrl,
        "  /** Allows use in a browser, where everyone who opens the page can read the credentials. Default: false. */",
        "  dangerouslyAllowBrowser?: boolean | undefined;",
        "}",
        "",
        "/** Options of a client without credentials, for a browser app whose own server adds them. */",
        "export interface NoCredentialOptions extends runtime.AnonymousOptions {",
        ...never,
        "}",
        "",
        "/** Options of a client. */",
        `export type ${brand}ClientOptions = CredentialOptions | NoCredentialOptions;`,
      ]
    : [
        "/** Options of a client. Each has a default. */",
        `export interface ${brand}ClientOptions extends runtime.CommonOptions {`,
        baseUrl,
        "}",
      ];
  const methods = ["OperationMethods", ...(hasPages ? ["OperationPages"] : [])];
  const create = hasPages ? "lists.createPagedClient" : "runtime.createApiClient";
  return [
    header,
    `import type { paths } from ${JSON.stringify(types)};`,
    'import { api } from "./api.gen.ts";',
    `import type { ${methods.join(", ")} } from "./operations.gen.ts";`,
    // As a namespace: of a brand "Api", the client is called as what creates it.
    'import * as runtime from "./runtime/api-client.ts";',
    ...(hasPages ? ['import * as lists from "./runtime/pages.ts";'] : []),
    "",
    ...optionTypes,
    "",
    "/** A client with a method for each operation, and with openapi-fetch's methods (`PUT`, `use`, …). */",
    `export interface ${brand}Client extends runtime.ApiClient<paths, ${methods.join(" & ")}> {}`,
    "",
    docComment([
      `Creates a client of “${document.info.title.trim()}”.`,
      settings.notice,
      `@throws {${brand}ConfigError} if ${isSecret ? "credentials that every operation needs are missing, or " : ""}an option is invalid\n` +
        `@example\n\`\`\`ts\nconst ${constant} = create${brand}Client();\n\`\`\``,
    ]).trimEnd(),
    `export function create${brand}Client(options: ${brand}ClientOptions = {}): ${brand}Client {`,
    `  return ${create}<${["paths", ...methods].join(", ")}>(api, options);`,
    "}",
    "",
  ].join("\n");
}

/** The options that hold the credentials of a scheme, and what each is. */
export function optionsOf(scheme: CredentialScheme): { credential: Credential; is: string }[] {
  if (scheme.kind === "basic") {
    return [
      { credential: scheme.username, is: "The user name of HTTP Basic" },
      { credential: scheme.password, is: "The password of HTTP Basic" },
    ];
  }
  if (scheme.kind === "token")
    return [{ credential: scheme.token, is: `The token of \`Authorization: ${scheme.scheme}\`` }];
  const place = { header: "the header", query: "the query, as", cookie: "the cookie" }[scheme.in];
  return [{ credential: scheme.key, is: `The API key, sent in ${place} \`${scheme.parameter}\`` }];
}

/** How the classes of errors are called. */
export function errorNames(brand: string): string[] {
  return ERRORS.map((name) => `${brand}${name === "Client" ? "" : name}Error`);
}

function errorsModule(header: string, brand: string): string {
  const names = errorNames(brand);
  const classes = ERRORS.map((name, at) => {
    const kind = name === "Client" ? "" : name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
    const own = names[at];
    const comment = name === "Client" ? "/** The base of all errors of this package. */\n" : "";
    return (
      `${comment}export type ${own} = errors.${name}Error;\n` +
      `export const ${own} = /* @__PURE__ */ errors.errorClass<errors.${name}Error>(${JSON.stringify(brand)}, ${JSON.stringify(kind)});\n`
    );
  });
  return `${header}\nimport * as errors from "./runtime/errors.ts";\n\n${classes.join("\n")}`;
}

/** The module that creates a proxy of the operations, in the folder `proxy` of the client's sources. */
export function proxyModule(document: OpenApiDocument, header: string, settings: Settings): string {
  const { brand, constant } = namesOf(document, settings);
  const isSecret = credentialsOf(document, settings).length > 0;
  const options = isSecret ? "CredentialOptions" : `${brand}ClientOptions`;
  const omitted = ["auth", "clock", "dangerouslyAllowBrowser"].slice(isSecret ? 0 : 1, isSecret ? 3 : 2);
  return `${header}
import { api } from "../api.gen.ts";
import type { ${options} } from "../client.gen.ts";
import { requestValidators } from "../validate/index.ts";
import * as runtime from "./create-api-proxy.ts";
import type { ProxyOptions } from "./create-proxy.ts";
import { documented } from "./documented.gen.ts";

/** Options of a proxy, and those of the client with which it calls the service. */
export interface ${brand}ProxyOptions
  extends ProxyOptions,
    Omit<${options}, ${omitted.map((name) => JSON.stringify(name)).join(" | ")}> {}

/**
 * Creates a handler for your own server, with which pages of your app use the API while the server keeps the credentials:
 * a function from a \`Request\` to a \`Response\`, as Hono, Next.js, SvelteKit, Workers, Deno and Bun take it.
 *
 * It passes on what the description documents and nothing else, after it has checked the origin, \`authorize\` and the
 * request. Errors are \`application/problem+json\` in its own words. It does not retry unless \`retries\` says so, because
 * the client in the browser does.
 *
 * @throws {${brand}ConfigError} if \`authorize\`, \`path\` or the credentials are missing, or an option is invalid
 * @example
 * \`\`\`ts
 * const proxy = create${brand}Proxy({
 *   path: "/api/${constant}",
 *   authorize: async (request) => (await sessionOf(request)) !== undefined,
 * });
 * app.all("/api/${constant}/*", (context) => proxy(context.req.raw)); // Hono
 * \`\`\`
 */
export function create${brand}Proxy(options: ${brand}ProxyOptions): (request: Request) => Promise<Response> {
  return runtime.createApiProxy(api, requestValidators, documented, options);
}
`;
}
