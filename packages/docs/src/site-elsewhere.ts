import type { OpenApiDocument } from "@repo/openapi";
import { namesOf, type Settings } from "@repo/settings";
import { type SiteSettings, siteAddress } from "./site-files.ts";

/** The settings for any other description: its samples call the client of the package beside its pages. */
export function siteElsewhere(document: OpenApiDocument, settings: Settings, packageName: string): SiteSettings {
  const { brand, constant } = namesOf(document, settings);
  return {
    address: siteAddress() ?? settings.site?.address,
    ...(settings.notice !== undefined && { notice: settings.notice }),
    install: `\`npm install ${packageName}\``,
    client: () => ({
      constant,
      setup: [
        `import { create${brand}Client } from ${JSON.stringify(packageName)};`,
        "",
        `const ${constant} = create${brand}Client();`,
      ],
    }),
  };
}
