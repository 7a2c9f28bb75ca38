import { firstCall } from "@repo/docs";
import type { OpenApiDocument } from "@repo/openapi";
import { type Credential, type CredentialScheme, credentialsOf, namesOf, type Settings } from "@repo/settings";

/** How a package is kept up to date. */
export interface Upkeep {
  /** The command that writes it again. */
  command: string;
  /** The workflow that checks and publishes it. */
  workflow: string;
}

/** The README of a package: how it is installed, called, and kept up to date. */
export function readmeOf(document: OpenApiDocument, settings: Settings, name: string, upkeep: Upkeep): string {
  const { brand, constant } = namesOf(document, settings);
  const schemes = credentialsOf(document, settings);
  const { title, version } = document.info;
  const creation = `import { create${brand}Client } from "${name}";\n\nconst ${constant} = create${brand}Client();`;
  const first = firstCall(document, settings, name)?.code.trimEnd() ?? creation;
  return `# ${name}

A typed client of ${title.trim()} ${version}, generated from its OpenAPI description.${settings.notice ? ` ${settings.notice}` : ""}

\`\`\`sh
npm install ${name}
\`\`\`

## The first call

\`\`\`ts
${first}
\`\`\`

The client has a method for each operation, which resolves to the documented body. Its parameters stand under \`path\`, \`query\`,
\`header\` and \`cookie\`, its body under \`body\`; the editor knows which there are.

## Authentication

${schemes.length === 0 ? "The API takes no credentials.\n" : authentication(schemes)}
## Errors

Whatever goes wrong is a \`${brand}Error\` with a \`code\` that does not change between versions. No message and no property shows a
credential.

\`\`\`ts
import { ${brand}Error } from "${name}";

try {
  // a call
} catch (error) {
  if (error instanceof ${brand}Error && error.code === "not_found") console.log("There is no such thing.");
  else throw error;
}
\`\`\`

Temporary failures of methods that may be repeated, such as GET and PUT, are tried again twice. \`retries\`, \`timeout\` (in milliseconds, for
one attempt) and \`signal\` are options of the client and of each call.

## Check before sending

\`${name}/validate\` exports a function for each operation that returns all problems of a request, as a list.

## Keep it up to date

The sources in \`src\` and the pages in \`docs\` are generated. In a clone of the generator, this command writes them again and leaves
what people added to the package, or changed in this file and in \`package.json\`:

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

function authentication(schemes: readonly CredentialScheme[]): string {
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
