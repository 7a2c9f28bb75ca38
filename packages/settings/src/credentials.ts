import {
  camelCase,
  follow,
  namedOperations,
  type OpenApiDocument,
  pascalCase,
  type SecurityScheme,
  uniqueNames,
} from "@repo/openapi";
import { namesOf } from "./names.ts";
import type { CredentialPart, Settings } from "./settings.ts";

/** A secret that a client holds: the option that gives it, and the environment variable that it comes from otherwise. */
export interface Credential {
  option: string;
  variable: string;
}

/** A security scheme of a description, as clients send it. */
export type CredentialScheme = { name: string; description?: string } & (
  | { kind: "basic"; username: Credential; password: Credential }
  /** `Authorization` with a token behind the name of the scheme, which is `Bearer` for OAuth 2.0 and OpenID Connect too. */
  | { kind: "token"; scheme: string; token: Credential }
  | { kind: "key"; in: "header" | "query" | "cookie"; parameter: string; key: Credential }
);

/** The schemes of HTTP authentication that need more than one message or a computation. */
const COMPUTED = /^(digest|negotiate|ntlm|hoba|mutual|scram-.*|dpop|gnap|privatetoken|vapid|signature|aws4-.*)$/i;

/** The options that every client has. */
const COMMON = [
  ..."allowInsecure auth baseUrl clock dangerouslyAllowBrowser fetch headers logLevel logger".split(" "),
  ..."maxResponseSize maxRetryDelay onRetry retries signal timeout".split(" "),
];

/**
 * The security schemes that a description's operations use and a client can send, with the names of their options. Left
 * out are mutual TLS, which is up to the connection, and schemes of HTTP that compute what they send.
 *
 * @throws {Error} if the settings name a scheme or a part of one that the description does not have, or an option twice
 */
export function credentialsOf(document: OpenApiDocument, settings: Settings = {}): CredentialScheme[] {
  const { variable: prefix } = namesOf(document, settings);
  const described = Object.entries(document.components?.securitySchemes ?? {});
  const schemes = described.map(([name, node]) => ({ name, node: follow<SecurityScheme>(document, node) }));
  checkSettings(schemes, settings);
  const used = new Set(
    namedOperations(document).flatMap(({ node: { security = document.security ?? [] } }) =>
      security.flatMap(Object.keys),
    ),
  );
  const sent = schemes.filter(({ name, node }) => used.has(name) && partsOf(node).length > 0);
  const parts = sent.flatMap(({ node }) => partsOf(node));
  const unique = uniqueNames(givenOptions(settings));
  const uniqueVariable = uniqueNames();

  return sent.map(({ name, node }): CredentialScheme => {
    const credential = (part: CredentialPart): Credential => {
      // A part that several schemes have is called after its scheme.
      const isShared = parts.filter((other) => other === part).length > 1;
      const usual = part === "key" ? "apiKey" : part;
      const own = /(token|key|username|password)$/i.test(name) ? camelCase(name) : camelCase(`${name} ${usual}`);
      const given = settings.credentials?.[name]?.[part] ?? {};
      const option = given.option ?? unique(isShared ? own : usual);
      return { option, variable: given.variable ?? uniqueVariable(`${prefix}_${inCapitals(option)}`) };
    };
    const { description, type, scheme = "", in: place = "header", name: parameter = "" } = node;
    const about = { name, ...(description && { description }) };
    if (type === "apiKey") return { ...about, kind: "key", in: place, parameter, key: credential("key") };
    if (/^basic$/i.test(scheme)) {
      return { ...about, kind: "basic", username: credential("username"), password: credential("password") };
    }
    // The names of schemes do not depend on their case, but some services think so (RFC 9110, section 11.1).
    const written = type !== "http" || /^bearer$/i.test(scheme) ? "Bearer" : scheme;
    return { ...about, kind: "token", scheme: written, token: credential("token") };
  });
}

/** The secrets that a client holds to send a scheme. */
export function secretsOf(scheme: CredentialScheme): Credential[] {
  if (scheme.kind === "basic") return [scheme.username, scheme.password];
  return [scheme.kind === "token" ? scheme.token : scheme.key];
}

/** What a client has to know to send a scheme; nothing if it cannot send it. */
function partsOf({ type, scheme = "" }: SecurityScheme): CredentialPart[] {
  if (type === "apiKey") return ["key"];
  if (type === "oauth2" || type === "openIdConnect") return ["token"];
  if (type !== "http" || COMPUTED.test(scheme)) return [];
  return /^basic$/i.test(scheme) ? ["username", "password"] : ["token"];
}

function givenOptions({ credentials = {} }: Settings): string[] {
  const parts = Object.values(credentials).flatMap((scheme) => Object.values(scheme));
  return parts.flatMap(({ option }) => option ?? []);
}

function checkSettings(schemes: { name: string; node: SecurityScheme }[], settings: Settings): void {
  const { credentials = {} } = settings;
  const options = givenOptions(settings);
  const taken = options.find((option, at) => COMMON.includes(option) || options.indexOf(option) < at);
  if (taken !== undefined) {
    throw new Error(`The settings call a credential ${taken}, but another option is called so: choose another name.`);
  }
  for (const [name, given] of Object.entries(credentials)) {
    const scheme = schemes.find((each) => each.name === name);
    if (!scheme) {
      const names = schemes.map((each) => each.name).join(", ") || "none";
      throw new Error(
        `The settings name credentials.${name}: the description has no such security scheme, but ${names}.`,
      );
    }
    const parts = partsOf(scheme.node);
    const unknown = Object.keys(given).find((part) => !parts.some((each) => each === part));
    if (unknown === undefined) continue;
    throw new Error(
      `The settings name credentials.${name}.${unknown}: ${name} has ${parts.join(" and ") || "nothing to send"}.`,
    );
  }
}

/** `apiKey` as `API_KEY`, which every shell takes for a variable: other letters become `_`. */
function inCapitals(name: string): string {
  return pascalCase(name)
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replace(/[^A-Z\d]/g, "_");
}
