// The settings of this repository's own reference, that of spec/openapi.yaml.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { root, settingsFile } from "@repo/commands";
import { readSettings } from "@repo/settings";
import { readChangelog } from "./changelog.ts";
import type { GuidePage, PagePath } from "./model/site.ts";
import { firstParagraph } from "./model/wording.ts";
import { type SiteSettings, siteAddress } from "./site-files.ts";
import { plainText } from "./text/plain-text.ts";

export const guidesFolder = join(root, "packages/docs/guides");

export async function houseSite(): Promise<SiteSettings> {
  const { notice, credentials, site = {} } = await readSettings(settingsFile);
  const repository = process.env["DOCS_REPOSITORY"] ?? site.repository;
  const { username, password } = credentials?.["basicAuth"] ?? {};
  const [user, secret] = [username?.option ?? "", password?.option ?? ""];
  return {
    address: siteAddress() ?? site.address,
    ...(repository && { editAddress: (page) => `${repository}/edit/main/${sourceOf(page)}` }),
    ...(notice !== undefined && { notice }),
    guides: [...(await Promise.all((site.guides ?? []).map(readGuide))), await readChangelog()],
    repository,
    ...(site.errors !== undefined && { errorsNote: site.errors }),
    ...(site.install !== undefined && { install: site.install }),
    client: () => ({
      setup: [
        'import { createScenarioClient } from "@scenario-openapi/client";',
        "",
        "const scenario = createScenarioClient();",
      ],
      constant: "scenario",
    }),
    basicCredentials: { user: username?.variable ?? "", password: password?.variable ?? "" },
    composerServers: (site.composerServers ?? []).map(({ url, title, credentials: given = {} }) => ({
      url,
      title,
      credentials: { user: given[user] ?? "", password: given[secret] ?? "" },
    })),
    validators: { updateModel: { module: "@scenario-openapi/client/validate", name: "validateUpdateModel" } },
  };
}

/** The file of this repository that a page is made of. */
function sourceOf(page: PagePath): string {
  if (page === "changelog") return "spec/CHANGELOG.md";
  return page.startsWith("guides/") ? `packages/docs/${page}.md` : "spec/openapi.yaml";
}

/** Reads a guide: its title, a first paragraph that says what it is for, and its sections. */
async function readGuide(file: string): Promise<GuidePage> {
  const name = basename(file, ".md");
  const markdown = await readFile(file, "utf8");
  const [, title, body] = /^# (.+)\n+([\s\S]+)$/.exec(markdown) ?? [];
  if (title === undefined || body === undefined)
    throw new Error(`packages/docs/guides/${name}.md must begin with "# " and its title`);
  const sections = [...body.replace(/^```.*?^```$/gms, "").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
  return { path: `guides/${name}`, title, summary: plainText(firstParagraph(body)), body, sections };
}
