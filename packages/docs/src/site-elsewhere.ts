import { securityHeader } from "./samples/typescript.ts";
import { type SiteSettings, siteAddress } from "./site-files.ts";

/** The settings for any other description: its samples call the client that was generated beside its pages. */
export function siteElsewhere(): SiteSettings {
  return {
    address: siteAddress(),
    client: ({ server, security }) => ({
      constant: "client",
      setup: [
        'import { createClient } from "@scenario-openapi/client/runtime";',
        'import { type OperationMethods, operations } from "./operations.gen.ts";',
        'import type { paths } from "./schema.gen.ts";',
        "",
        "const client = createClient<paths, OperationMethods>(operations, {",
        `  baseUrl: ${JSON.stringify(server)},`,
        ...securityHeader(security).map(([name, value]) => `  headers: { ${name}: ${value} },`),
        "});",
      ],
    }),
  };
}
