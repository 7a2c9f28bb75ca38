import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readGuide } from "../../packages/docs/src/model/read-guide.ts";
import { root } from "../root.ts";
import { type SiteSettings, siteAddress } from "./site.ts";

export const guidesFolder = join(root, "packages/docs/guides");

/** The guides, in the order in which the site lists them. */
const GUIDES = ["client", "errors-and-retries", "sandbox", "changing-the-spec"];

/** What the reference of `spec/openapi.yaml` has that is not in it. */
export async function houseSite(): Promise<SiteSettings> {
  const guides = GUIDES.map(async (name) => {
    const file = `${name}.md`;
    return readGuide(
      `guides/${name}`,
      `packages/docs/guides/${file}`,
      await readFile(join(guidesFolder, file), "utf8"),
    );
  });
  return {
    address: siteAddress(),
    notice: "Unofficial: Scenario neither wrote nor approved these pages. They mirror one public reference page.",
    guides: await Promise.all(guides),
    install: {
      command: "npm install @scenario-openapi/client",
      note: "It is not on npm yet. [Use the client](guides/client.md) says how to install it from a clone.",
    },
    client: () => ({
      setup: [
        'import { createScenarioClient } from "@scenario-openapi/client";',
        "",
        "const scenario = createScenarioClient();",
      ],
      constant: "scenario",
    }),
    basicCredentials: { user: "SCENARIO_SDK_API_KEY", password: "SCENARIO_SDK_API_SECRET" },
    validators: { updateModel: { module: "@scenario-openapi/client/validate", name: "validateUpdateModel" } },
  };
}
