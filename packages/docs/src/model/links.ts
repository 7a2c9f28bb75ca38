import type { ExternalDocs, Info } from "@repo/openapi";
import type { WebLink } from "./site.ts";

/** The link to further documentation: a list of one or none. */
export function externalLinks({ externalDocs }: { externalDocs?: ExternalDocs }): WebLink[] {
  return webLink(externalDocs?.description ?? "Further documentation", externalDocs?.url);
}

/** Who answers questions about the API, and its terms of service. */
export function infoLinks({ contact = {}, termsOfService }: Info): WebLink[] {
  const { name = "Contact", url, email } = contact;
  return [
    ...webLink(name, url),
    ...webLink(url === undefined ? name : (email ?? ""), email && `mailto:${email}`),
    ...webLink("Terms of service", termsOfService),
  ];
}

/** A link to `javascript:` would run code. */
function webLink(title: string, url: string | undefined): WebLink[] {
  return url !== undefined && /^(https?|mailto):/i.test(url) ? [{ title, url }] : [];
}
