import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { LineCounter, parseDocument } from "yaml";
import type { Settings } from "./settings.ts";

const text = { type: "string", minLength: 1 };
const address = { type: "string", pattern: "^https?://[^\\s?#]+$" };
const credential = object({
  option: { type: "string", pattern: "^[a-z][A-Za-z0-9]*$" },
  variable: { type: "string", pattern: "^[A-Z_][A-Z0-9_]*$" },
});
const schema = object({
  name: { type: "string", pattern: "^[A-Z][A-Za-z0-9]*$" },
  scope: { type: "string", pattern: "^@[a-z0-9-~][a-z0-9-._~]*$" },
  notice: text,
  credentials: {
    type: "object",
    additionalProperties: object({ username: credential, password: credential, token: credential, key: credential }),
  },
  site: object({
    address,
    repository: address,
    logo: text,
    guides: { type: "array", items: text },
    install: text,
    errors: text,
    composerServers: {
      type: "array",
      items: {
        ...object({ url: address, title: text, credentials: { type: "object", additionalProperties: text } }),
        required: ["url", "title"],
      },
    },
  }),
});

/** What a value must be, by the pattern that it does not match. */
const PATTERNS: Readonly<Record<string, string>> = {
  [address.pattern]: "must be an http(s) address without a query, such as https://docs.example/",
  [credential.properties["option"]?.pattern ?? ""]: "must be a name in camelCase, such as apiKey",
  [credential.properties["variable"]?.pattern ?? ""]: "must be a name in capitals, such as TICKETS_API_KEY",
  [schema.properties["name"]?.pattern ?? ""]: "must be a name in PascalCase, such as Tickets",
  [schema.properties["scope"]?.pattern ?? ""]: "must be an npm scope, such as @acme",
};

const isValid = new Ajv({ allErrors: true, verbose: true }).compile<Settings>(schema);

/**
 * Reads a file of settings, in YAML or JSON. Paths in it come back absolute.
 *
 * @throws {Error} with a line for each fault: its place and what to write instead
 */
export async function readSettings(file: string): Promise<Settings> {
  const shown = relative(process.cwd(), file);
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, "utf8"), { lineCounter: lines });
  const lineOf = (offset = 0) => lines.linePos(offset).line;
  const settings: unknown = document.errors.length > 0 ? undefined : (document.toJS() ?? {});
  if (document.errors.length === 0 && isValid(settings)) return withPaths(settings, dirname(resolve(file)));
  const faults =
    document.errors.length > 0
      ? document.errors.map(({ pos, message }) => `${shown}:${lineOf(pos[0])}  ${message.split("\n")[0]}`)
      : (isValid.errors ?? []).map((error) => {
          const keys = keysOf(error);
          const node = keys.length === 0 ? document.contents : document.getIn(keys, true);
          const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
          const offset = Array.isArray(range) && typeof range[0] === "number" ? range[0] : 0;
          return `${shown}:${lineOf(offset)}  ${keys.join(".") || "The file"} ${messageOf(error)}`;
        });
  throw new Error(`The settings are not valid:\n  ${[...new Set(faults)].join("\n  ")}`);
}

/** The keys that lead to the value that an error is about. */
function keysOf({ instancePath, keyword, params }: ErrorObject): string[] {
  const keys = instancePath.split("/").slice(1);
  return keyword === "additionalProperties" ? [...keys, String(params["additionalProperty"])] : keys;
}

function messageOf({ keyword, params, message, parentSchema }: ErrorObject): string {
  if (keyword === "pattern") return PATTERNS[params["pattern"]] ?? "is not valid";
  if (keyword !== "additionalProperties") return message ?? "is not valid";
  return `is not a setting: there are ${Object.keys(parentSchema?.["properties"] ?? {}).join(", ")}`;
}

function withPaths({ site, ...settings }: Settings, folder: string): Settings {
  if (!site) return settings;
  const { logo, guides, ...rest } = site;
  return {
    ...settings,
    site: {
      ...rest,
      ...(logo !== undefined && { logo: resolve(folder, logo) }),
      ...(guides && { guides: guides.map((path) => resolve(folder, path)) }),
    },
  };
}

/** The schema of an object with these properties and no others. */
function object<Properties extends object>(properties: Properties) {
  return {
    type: "object",
    properties: properties as Properties & Record<string, { pattern?: string }>,
    additionalProperties: false,
  };
}
