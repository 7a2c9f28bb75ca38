import type { Credential, CredentialScheme } from "@repo/settings";

/** A value that a security scheme needs, with a title for readers. */
export interface CredentialValue extends Credential {
  title: string;
}

/** The values that a security scheme needs, in the order in which they are sent. */
export function credentialValues(scheme: CredentialScheme): CredentialValue[] {
  switch (scheme.kind) {
    case "basic":
      return [
        { title: "User name", ...scheme.username },
        { title: "Password", ...scheme.password },
      ];
    case "token":
      return [{ title: "Token", ...scheme.token }];
    case "key":
      return [{ title: "API key", ...scheme.key }];
  }
}

/** The environment variables with the API keys that the query carries, by the names of their parameters. */
export function keysInQuery(security: readonly CredentialScheme[]): [parameter: string, variable: string][] {
  return security.flatMap((scheme) =>
    scheme.kind === "key" && scheme.in === "query" ? [[scheme.parameter, scheme.key.variable] as [string, string]] : [],
  );
}
