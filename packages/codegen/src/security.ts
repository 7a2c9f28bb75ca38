import {
  follow,
  namedOperations,
  type OpenApiDocument,
  type Operation,
  pointerOf,
  type SecurityScheme,
  type Warning,
} from "@repo/openapi";
import { type Credential, type CredentialScheme, credentialsOf, type Settings } from "@repo/settings";

/** The schemes that an operation needs together, by name, for each of its alternatives. */
export type Alternatives = readonly (readonly string[])[];

/** How the client of a description authenticates. */
export interface SecurityPlan {
  /** The schemes that its operations use. */
  schemes: readonly CredentialScheme[];
  /** The alternatives of an operation, if they are not the usual ones. */
  ownOf(operation: Operation): Alternatives | undefined;
  /** The value of the client's `security`, and the functions that it calls; `undefined` if nothing authenticates. */
  code: { expression: string; functions: readonly string[] } | undefined;
  /** The operations whose credentials the client cannot send. */
  warnings: Warning[];
}

export function securityPlan(document: OpenApiDocument, settings: Settings): SecurityPlan {
  const schemes = credentialsOf(document, settings);
  const operations = namedOperations(document);
  const usual = alternativesOf(document, schemes, {});
  const all = operations.map(({ node }) => alternativesOf(document, schemes, node));
  const [only] = schemes;
  // One scheme in a header, which every operation needs, takes the least code.
  const isSimple =
    only !== undefined &&
    (only.kind !== "key" || only.in === "header") &&
    all.every((alternatives) => isSame(alternatives, [[only.name]]));
  const isOpen = all.some(
    (alternatives) => alternatives.length === 0 || alternatives.some((names) => names.length === 0),
  );
  const functions = schemes.map((scheme) => functionOf(scheme));
  const simple = only && { expression: callOf(only), functions };
  const general = { expression: byOperation(schemes, usual, isOpen), functions: ["byOperation", ...functions] };
  return {
    schemes,
    ownOf(operation) {
      const own = alternativesOf(document, schemes, operation);
      return isSame(own, usual) || isSimple || only === undefined ? undefined : own;
    },
    code: isSimple ? simple : only && general,
    warnings: operations.flatMap(({ node, path, keys }, at): Warning[] => {
      const { security = document.security ?? [] } = node;
      if (security.length === 0 || (all[at] ?? []).length > 0) return [];
      const names = [...new Set(security.flatMap(Object.keys))].join(" and ");
      const message = `The client cannot send ${names}: give each call the headers that authenticate it.`;
      return [{ rule: "unsent-credentials", pointer: pointerOf(["paths", path, ...keys]), message }];
    }),
  };
}

/** The alternatives of an operation that the client can send. Mutual TLS is up to the connection. */
function alternativesOf(
  document: OpenApiDocument,
  schemes: readonly CredentialScheme[],
  { security = document.security ?? [] }: Operation,
): Alternatives {
  const isMutual = (name: string) => {
    const node = document.components?.securitySchemes?.[name];
    return node !== undefined && follow<SecurityScheme>(document, node).type === "mutualTLS";
  };
  const needed = security.map((requirement) => Object.keys(requirement).filter((name) => !isMutual(name)));
  return needed.filter((names) => names.every((name) => schemes.some((scheme) => scheme.name === name)));
}

function isSame(a: Alternatives, b: Alternatives): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function byOperation(schemes: readonly CredentialScheme[], usual: Alternatives, isOpen: boolean): string {
  const entries = schemes.map((scheme) => `      ${JSON.stringify(scheme.name)}: ${callOf(scheme)},\n`).join("");
  return `byOperation(\n    {\n${entries}    },\n    ${JSON.stringify(usual)},\n    ${isOpen},\n  )`;
}

const PLACES = { header: "inHeader", query: "inQuery", cookie: "inCookie" } as const;

/** The function of the runtime that sends a scheme. */
function functionOf(scheme: CredentialScheme): string {
  if (scheme.kind === "basic") return "basic";
  return PLACES[scheme.kind === "token" ? "header" : scheme.in];
}

function callOf(scheme: CredentialScheme): string {
  const given = ({ option, variable }: Credential) => `[${JSON.stringify(option)}, ${JSON.stringify(variable)}]`;
  const name = functionOf(scheme);
  if (scheme.kind === "basic") return `${name}(${given(scheme.username)}, ${given(scheme.password)})`;
  if (scheme.kind === "token")
    return `${name}("authorization", ${given(scheme.token)}, ${JSON.stringify(`${scheme.scheme} `)})`;
  const parameter = scheme.in === "header" ? scheme.parameter.toLowerCase() : scheme.parameter;
  return `${name}(${JSON.stringify(parameter)}, ${given(scheme.key)})`;
}
