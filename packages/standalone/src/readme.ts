import { codeSpan, firstCall, inline } from "@repo/docs";
import { namedOperations, type OpenApiDocument, pascalCase } from "@repo/openapi";
import { type Credential, type CredentialScheme, credentialsOf, namesOf, type Settings } from "@repo/settings";

/** How a package is kept up to date. */
export interface Upkeep {
  /** The command that writes it again. */
  command: string;
  /** The workflow that checks and publishes it. */
  workflow: string;
  /** Whether it has pages. */
  pages: boolean;
}

/**
 * The README of a package: how it is installed, called, and kept up to date.
 *
 * @param sources of the package, by path from `src`
 */
export function readmeOf(
  document: OpenApiDocument,
  settings: Settings,
  name: string,
  sources: ReadonlyMap<string, string>,
  upkeep: Upkeep,
): string {
  const { brand, constant } = namesOf(document, settings);
  const { title, version } = document.info;
  const creation = `import { create${brand}Client } from "${name}";\n\nconst ${constant} = create${brand}Client();`;
  const first = firstCall(document, settings, name);
  const method = first?.operation ?? [...namedOperations(document)][0]?.name ?? "operation";
  const operations = sources.get("operations.gen.ts") ?? "";
  const [, server = '""'] = /^export const serverUrl = (".*");$/m.exec(operations) ?? [];
  const address: string = JSON.parse(server);
  const [, paged] = /^ {2}(\w+): \{\n {4}\/\*\* The items of all pages/m.exec(operations) ?? [];
  const [, input = ""] = operations.split(`The input of {@link OperationMethods.${method}}. */\nexport `);
  const [, type = ""] = /^\w+ (\S+)Input\b/.exec(input) ?? [];
  const uploads = operations.includes('"multipart/form-data"');
  const validators = sources.get("validators.gen.ts")?.match(/(?<=^export const )validate\w+/gm) ?? [];
  const validate = validators.find((each) => each === `validate${pascalCase(method)}`) ?? validators[0];
  return `# ${name}

A typed client for ${inline(`${title.trim()} ${version}`)}, generated from its OpenAPI description.${settings.notice ? ` ${settings.notice}` : ""}

\`\`\`sh
npm install ${name}
\`\`\`

Until it is published: run \`npm install\` and \`npm pack\` in its folder, and \`npm install\` the tarball in your app. The package has ES
modules and CommonJS, with types, for Node 20.19 and later and other runtimes with \`fetch\`.

## The first call

\`\`\`ts
${first?.code.trimEnd() ?? creation}
\`\`\`

The client has a method for each operation. Parameters go under \`path\`, \`query\`, \`header\` and \`cookie\`, the body under \`body\`; your
editor lists them. The types of an operation are called after its method: \`${type}Input\`, \`${type}Output\`.${upkeep.pages ? DOCS : ""}

A method resolves to the documented body, and throws for a status that is not 2xx. \`withResponse()\` also gives the status and the
headers, and \`result()\` does not throw but gives a typed error:

\`\`\`ts
const { data, response } = await ${constant}.${method}(input).withResponse();
const { data: found, error } = await ${constant}.${method}(input).result();
if (error) console.log(error.status, error.body);
\`\`\`

${uploads ? UPLOADS : ""}${/: "(items|events|textEvents)"/.test(operations) ? STREAMS : ""}${paged ? pages(`${constant}.${paged}`) : ""}## Authentication

${authentication(credentialsOf(document, settings))}
## Options

| option | default | meaning |
| --- | --- | --- |
| \`baseUrl\` | ${URL.canParse(address) ? inCell(address) : "none: it must be given"} | the URL of the API, with the path that all operations share; https, except for this machine (or \`allowInsecure: true\`). All calls go there |
| \`headers\` ¹ | | headers to send; \`null\` removes one |
| \`timeout\` ¹ | 60,000 | time limit of one attempt, in milliseconds |
| \`retries\` ¹ | 2 | how many times a temporary failure is retried: network errors, timeouts, 408, 429, 500, 502, 503, 504. Only idempotent methods, such as GET and PUT, are, unless a call sets \`retries\` itself |
| \`maxRetryDelay\` | 30,000 | the longest wait before a retry, in milliseconds, even if \`Retry-After\` asks for more |
| \`onRetry\` ¹ | | called before each wait: \`{ attempt, delay, reason, operation }\` |
| \`signal\` ¹ | | aborts calls and waits |
| \`logLevel\` | \`"off"\` | \`"warn"\` logs failed attempts, \`"info"\` all |

¹ Also for one call, beside its parameters. Your editor lists the other options.

## Errors

Whatever goes wrong is a \`${brand}Error\`, with a \`code\` that does not change between versions. The exception: a call that your
\`signal\` aborts rejects with the signal's reason. Errors show no credentials: where a service repeats one, it becomes \`[redacted]\`.

\`\`\`ts
import { ${brand}ApiError, ${brand}Error } from "${name}";

try {
  await ${constant}.${method}(input);
} catch (error) {
  if (!(error instanceof ${brand}Error)) throw error;
  if (error.code === "not_found") console.log("There is no such thing.");
  else if (error instanceof ${brand}ApiError) console.log(error.status, error.headers.get("retry-after"), error.body);
  else console.log(error.message);
}
\`\`\`

| class | \`code\` | when |
| --- | --- | --- |
| \`${brand}ConfigError\` | \`config\` | the options of the client are not valid, or credentials are missing |
| \`${brand}RequestError\` | \`request\` | the input of the call is not valid; nothing was sent |
| \`${brand}ConnectionError\` | \`connection\` | there was no response, or it was cut short |
| \`${brand}TimeoutError\` | \`timeout\` | there was no response in time |
| \`${brand}InvalidResponseError\` | \`invalid_response\` | a success whose body is empty, too large or not of its media type; its fields are not checked |
| \`${brand}ApiError\` | \`bad_request\`, \`unauthorized\`, \`forbidden\`, \`not_found\`, \`conflict\`, \`unprocessable\`, \`rate_limit\`, \`server\`, \`redirect\`, \`api\` | any other status; with \`status\`, \`headers\`, \`body\` |

${validate ? checking(name, validate) : ""}## Keep it up to date

For maintainers: the sources in \`src\`${upkeep.pages ? " and the pages in `docs`" : ""} are generated. In a clone of the generator, with paths from there, this
command writes them again. It keeps this file if you changed it, files that you added, and in \`package.json\` the version, the
description and what you added, such as the licence and the repository:

\`\`\`sh
${upkeep.command}
\`\`\`

Saved as \`.github/workflows/package.yml\`, this workflow fails if the package is not what the description gives. For each tag such as
\`v1.2.0\` it stages the package on npm. Replace \`OWNER/GENERATOR\` by the generator's repository, and \`COMMIT\` by a commit of it. On
npmjs.com, name this workflow as the package's trusted publisher, and allow it to stage; a maintainer approves each release there.

\`\`\`yaml
${upkeep.workflow}\`\`\`
`;
}

function checking(name: string, validate: string): string {
  return `## Check before sending

\`\`\`ts
import { ${validate} } from "${name}/validate";

for (const { in: part, pointer, message } of ${validate}(input)) console.log(part + pointer, message);
\`\`\`

Each operation has such a function. It returns all problems of an input, as the description has it; properties that the description
neither names nor forbids are allowed.

`;
}

const DOCS = ` The folder \`docs\`, which is not
published, has a page for each operation, with samples.`;

const UPLOADS = `A file is a \`Blob\`, or a \`File\` if it has a name: \`new File([bytes], "report.pdf")\`. The parts of a form are sent in the order in which
you give them.

`;

const STREAMS = `An operation that streams resolves to an async iterable of its typed items or events: \`for await (const item of await …)\`.

`;

function pages(call: string): string {
  return `A list in pages also has \`items\`, which takes the same input and asks for page after page as the loop comes to them:
\`for await (const item of ${call}.items(input))\`.

`;
}

function authentication(schemes: readonly CredentialScheme[]): string {
  if (schemes.length === 0) return "The API takes no credentials.\n";
  const rows = schemes.flatMap((scheme) =>
    credentialsIn(scheme).map(([{ option, variable }, what]) => `| \`${option}\` | \`${variable}\` | ${what} |\n`),
  );
  return `| option | environment variable | what it is |\n| --- | --- | --- |\n${rows.join("")}\nIf an option is omitted, its environment variable counts. A call sends only what its operation asks for.\n`;
}

function credentialsIn(scheme: CredentialScheme): [Credential, string][] {
  if (scheme.kind === "basic") {
    return [
      [scheme.username, "the user name of HTTP Basic"],
      [scheme.password, "the password of HTTP Basic"],
    ];
  }
  if (scheme.kind === "token") return [[scheme.token, `a token, sent as ${inCell(`Authorization: ${scheme.scheme}`)}`]];
  return [[scheme.key, `an API key, sent in the ${scheme.in} as ${inCell(scheme.parameter)}`]];
}

/** A code span in a table. */
function inCell(text: string): string {
  return codeSpan(text).replaceAll("|", "\\|");
}
