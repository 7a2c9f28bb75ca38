import { firstCall } from "@repo/docs";
import { namedOperations, type OpenApiDocument, pascalCase } from "@repo/openapi";
import { type Credential, type CredentialScheme, credentialsOf, namesOf, type Settings } from "@repo/settings";

/** How a package is kept up to date. */
export interface Upkeep {
  /** The command that writes it again. */
  command: string;
  /** The workflow that checks and publishes it. */
  workflow: string;
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
  const [, server = "/"] = /^export const serverUrl = "(.+)";$/m.exec(operations) ?? [];
  const [, paged] = /^ {2}(\w+): \{\n {4}\/\*\* The items of all pages/m.exec(operations) ?? [];
  const validators = sources.get("validators.gen.ts")?.match(/(?<=^export const )validate\w+/gm) ?? [];
  const validate = validators.find((each) => each === `validate${pascalCase(method)}`) ?? validators[0];
  return `# ${name}

A typed client of ${title.trim()} ${version}, generated from its OpenAPI description.${settings.notice ? ` ${settings.notice}` : ""}

\`\`\`sh
npm install ${name}
\`\`\`

Before it is on npm: \`npm install && npm run build && npm pack\` in its folder, then \`npm install\` with the path of the tarball in your app.
It has ES modules and CommonJS, with types, for Node 20.19 and later, and other runtimes with \`fetch\`.

## The first call

\`\`\`ts
${first?.code.trimEnd() ?? creation}
\`\`\`

The client has a method for each operation. Parameters go under \`path\`, \`query\`, \`header\` and \`cookie\`, the body under \`body\`; the
editor knows which there are. The pages in the folder \`docs\` of its sources show all operations, with samples. A method resolves to the
documented body. More of the response:

\`\`\`ts
const { data, response } = await ${constant}.${method}(input).withResponse(); // status and headers, too
const { error } = await ${constant}.${method}(input).result(); // does not throw for a status that is not 2xx
\`\`\`
${/: "(items|events|textEvents)"/.test(operations) ? STREAMS : ""}${paged ? pages(`${constant}.${paged}`) : ""}
## Authentication

${authentication(credentialsOf(document, settings))}
## Options

| option | default | meaning |
| --- | --- | --- |
| \`baseUrl\` | ${URL.canParse(server) ? `\`${server}\`` : "none: it must be given"} | the URL of the API |
| \`headers\` ¹ | | headers to send; \`null\` removes one |
| \`timeout\` ¹ | 60,000 | time limit of one attempt, in milliseconds |
| \`retries\` ¹ | 2 | how often a temporary failure is tried again, of methods that may be repeated such as GET and PUT |
| \`signal\` ¹ | | ends calls and waits |
| \`logLevel\` | \`"off"\` | \`"warn"\` logs failed attempts, \`"info"\` all |

¹ Also for one call, beside its parameters. The editor shows the other options.

## Errors

Whatever goes wrong is a \`${brand}Error\` with a \`code\` that does not change between versions. No message and no property shows a
credential.

\`\`\`ts
import { ${brand}Error } from "${name}";

try {
  // a call
} catch (error) {
  if (!(error instanceof ${brand}Error)) throw error;
  console.log(error.code, error.message);
}
\`\`\`

| class | \`code\` | when |
| --- | --- | --- |
| \`${brand}ConfigError\` | \`config\` | the client cannot be created so |
| \`${brand}RequestError\` | \`request\` | the call cannot be sent so; nothing was sent |
| \`${brand}ConnectionError\` | \`connection\` | there was no response, or it was cut short |
| \`${brand}TimeoutError\` | \`timeout\` | there was no response in time |
| \`${brand}InvalidResponseError\` | \`invalid_response\` | a success that is not as documented |
| \`${brand}ApiError\`, with \`status\` and \`body\` | \`bad_request\`, \`unauthorized\`, \`forbidden\`, \`not_found\`, \`conflict\`, \`unprocessable\`, \`rate_limit\`, \`server\`, \`redirect\`, \`api\` | any other status |

${validate ? checking(name, validate) : ""}## Keep it up to date

The sources in \`src\` and the pages in \`docs\` are generated. In a clone of the generator, this command writes them again. It leaves
what people added to the package, and what they changed in this file and in \`package.json\`:

\`\`\`sh
${upkeep.command}
\`\`\`

As \`.github/workflows/package.yml\`, these lines fail if the package is not what the description gives, and stage it on npm for each tag
such as \`v1.2.0\`. \`OWNER/GENERATOR\` is the generator's repository, \`COMMIT\` a commit of it. On npmjs.com, the settings of the package name
this workflow as its trusted publisher, which may stage; a maintainer approves each release there.

\`\`\`yaml
${upkeep.workflow}\`\`\`
`;
}

function checking(name: string, validate: string): string {
  return `## Check before sending

\`\`\`ts
import { ${validate} } from "${name}/validate";

const problems = ${validate}(input); // an empty list if the description allows the input
\`\`\`

`;
}

const STREAMS = `
An operation that streams resolves to an async iterable of its typed items or events: \`for await (const item of await …)\`.
`;

function pages(call: string): string {
  return `
A list in pages also has \`items\`, which takes the same input and asks for page after page as the loop comes to them:
\`for await (const item of ${call}.items(input))\`.
`;
}

function authentication(schemes: readonly CredentialScheme[]): string {
  if (schemes.length === 0) return "The API takes no credentials.\n";
  const rows = schemes.flatMap((scheme) =>
    credentialsIn(scheme).map(([{ option, variable }, what]) => `| \`${option}\` | \`${variable}\` | ${what} |\n`),
  );
  return `| option | environment variable | what it is |\n| --- | --- | --- |\n${rows.join("")}\nAn option comes from its variable if it is not given. A call sends only what its operation asks for.\n`;
}

function credentialsIn(scheme: CredentialScheme): [Credential, string][] {
  if (scheme.kind === "basic") {
    return [
      [scheme.username, "the user name of HTTP Basic"],
      [scheme.password, "the password of HTTP Basic"],
    ];
  }
  if (scheme.kind === "token") return [[scheme.token, `a token, sent as \`Authorization: ${scheme.scheme}\``]];
  return [[scheme.key, `an API key, sent in the ${scheme.in} as \`${scheme.parameter}\``]];
}
