// The settings of this repository's own reference, that of spec/openapi.yaml.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@repo/commands";
import { readChangelog } from "./changelog.ts";
import type { GuidePage, PagePath } from "./model/site.ts";
import { firstParagraph } from "./model/wording.ts";
import { type SiteSettings, siteAddress } from "./site-files.ts";
import { plainText } from "./text/plain-text.ts";

export const guidesFolder = join(root, "packages/docs/guides");

/** The guides, in the order in which the site lists them. */
const GUIDES = ["client", "browser-apps", "errors-and-retries", "sandbox", "changing-the-spec"];

export async function houseSite(): Promise<SiteSettings> {
  const repository = process.env["DOCS_REPOSITORY"];
  return {
    address: siteAddress(),
    ...(repository && { editAddress: (page) => `${repository}/edit/main/${sourceOf(page)}` }),
    notice: "Unofficial: Scenario neither wrote nor approved these pages. They mirror one public reference page.",
    guides: [...(await Promise.all(GUIDES.map(readGuide))), await readChangelog()],
    repository,
    errorsNote:
      "[Errors and retries](guides/errors-and-retries.md) says which errors the client throws, and which it sends again.",
    install: "The client is not on npm yet: [Use the client](guides/client.md) says how to install it from a clone.",
    client: () => ({
      setup: [
        'import { createScenarioClient } from "@scenario-openapi/client";',
        "",
        "const scenario = createScenarioClient();",
      ],
      constant: "scenario",
    }),
    basicCredentials: { user: "SCENARIO_SDK_API_KEY", password: "SCENARIO_SDK_API_SECRET" },
    composerServers: [
      {
        url: "http://127.0.0.1:4010/v1",
        title: "Sandbox on this machine",
        credentials: { user: "sandbox-key", password: "sandbox-secret" },
      },
    ],
    validators: { updateModel: { module: "@scenario-openapi/client/validate", name: "validateUpdateModel" } },
  };
}

/** The file of this repository that a page is made of. */
function sourceOf(page: PagePath): string {
  if (page === "changelog") return "spec/CHANGELOG.md";
  return page.startsWith("guides/") ? `packages/docs/${page}.md` : "spec/openapi.yaml";
}

/** Reads a guide: its title, a first paragraph that says what it is for, and its sections. */
async function readGuide(name: string): Promise<GuidePage> {
  const markdown = await readFile(join(guidesFolder, `${name}.md`), "utf8");
  const [, title, body] = /^# (.+)\n+([\s\S]+)$/.exec(markdown) ?? [];
  if (title === undefined || body === undefined)
    throw new Error(`packages/docs/guides/${name}.md must begin with "# " and its title`);
  const sections = [...body.replace(/^```.*?^```$/gms, "").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
  return { path: `guides/${name}`, title, summary: plainText(firstParagraph(body)), body, sections };
}
