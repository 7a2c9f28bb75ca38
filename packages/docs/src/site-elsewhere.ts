import { secretsIn, securityHeader } from "./samples/typescript.ts";
import { type SiteSettings, siteAddress } from "./site-files.ts";

/** The settings for any other description: its samples call the client that was generated beside its pages. */
export function siteElsewhere(): SiteSettings {
  return {
    address: siteAddress(),
    client: ({ server, security, alsoSecurity = [] }) => {
      const headers = [security, ...alsoSecurity].flatMap(securityHeader);
      // Values that no error shows, even if the service repeats them.
      const secrets = [security, ...alsoSecurity].flatMap(secretsIn);
      return {
        constant: "client",
        setup: [
          'import { createClient } from "@scenario-openapi/client/runtime";',
          'import { type OperationMethods, operations } from "./operations.gen.js";',
          'import type { paths } from "./schema.gen.js";',
          "",
          "const client = createClient<paths, OperationMethods>(operations, {",
          `  baseUrl: ${JSON.stringify(server)},`,
          ...(headers.length > 0 ? [`  headers: { ${headers.map((pair) => pair.join(": ")).join(", ")} },`] : []),
          ...(secrets.length > 0 ? [`  secrets: [${secrets.join(", ")}],`] : []),
          "});",
        ],
      };
    },
  };
}
