import { relative } from "node:path";
import type { OpenApiDocument } from "@repo/openapi";
import { credentialsOf, namesOf, type Settings } from "@repo/settings";
import { readChangelog } from "./changelog.ts";
import { readGuide } from "./guides.ts";
import { readLogo } from "./logo.ts";
import { serversOf } from "./model/servers.ts";
import type { Client, PagePath } from "./model/site.ts";
import { stringLiteral } from "./samples/literal.ts";
import type { SiteFilesOptions } from "./site-files.ts";

/** Where a site comes from. */
export interface Origin {
  /** The package that exports the client. Default: as the settings name it. */
  packageName?: string;
  /** The folder of the repository, with the description and the changelog in it. Default: pages link to no source. */
  sources?: { repository: string; description: string; changelog: string };
}

/**
 * The options of a description's site, by its settings. `DOCS_ADDRESS` and `DOCS_REPOSITORY` of the environment take
 * precedence.
 *
 * @throws {Error} that names a file of the settings that cannot be a part of the site, or an address that is none
 */
export async function siteOptions(
  document: OpenApiDocument,
  settings: Settings = {},
  { packageName: name = namesOf(document, settings).package, sources }: Origin = {},
): Promise<SiteFilesOptions> {
  const { notice, site: { logo, guides: files = [], install, errors, composerServers = [], ...site } = {} } = settings;
  const repository = process.env["DOCS_REPOSITORY"] || site.repository;
  const guides = await Promise.all(files.map(readGuide));
  const sourceOf = new Map(guides.map(({ path }, at): [PagePath, string | undefined] => [path, files[at]]));
  if (sourceOf.size < guides.length)
    throw new Error("Two guides of the settings have files of the same name: rename one");
  if (sources) {
    guides.push(await readChangelog(sources));
    sourceOf.set("changelog", sources.changelog);
  }
  return {
    address: addressOf(process.env["DOCS_ADDRESS"] || site.address),
    repository,
    ...(repository !== undefined &&
      sources && {
        editAddress: (page) => {
          const source = relative(sources.repository, sourceOf.get(page) ?? sources.description);
          return `${repository}/edit/main/${source.replaceAll("\\", "/")}`;
        },
      }),
    ...(notice !== undefined && { notice }),
    install: install ?? `\`npm install ${name}\``,
    ...(errors !== undefined && { errorsNote: errors }),
    ...(logo !== undefined && { logo: await readLogo(logo) }),
    guides,
    client: clientOf(document, settings, name),
    credentials: credentialsOf(document, settings),
    composerServers,
  };
}

/** Stands for the host of an API whose description names none. */
const UNNAMED_HOST = "https://api.example/";

/** How samples call the client that a package exports. */
export function clientOf(document: OpenApiDocument, settings: Settings, packageName: string): Client {
  const { brand, constant } = namesOf(document, settings);
  const create = `create${brand}Client`;
  const [{ url } = { url: "" }] = serversOf(document.servers);
  const address = URL.canParse(url) ? undefined : (URL.parse(url, UNNAMED_HOST)?.href ?? UNNAMED_HOST);
  // Credentials come from the environment.
  const options = address === undefined ? "" : `{ baseUrl: ${stringLiteral(address)} }`;
  const setup = [
    `import { ${create} } from ${stringLiteral(packageName)};`,
    "",
    `const ${constant} = ${create}(${options});`,
  ];
  return { setup, constant };
}

/** With a slash at the end. */
function addressOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text))
    throw new Error(`The address of the pages must be a URL, such as https://docs.example/, not ${text}`);
  return text.endsWith("/") ? text : `${text}/`;
}
