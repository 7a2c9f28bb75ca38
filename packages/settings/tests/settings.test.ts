import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument, SecurityScheme } from "@repo/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentialsOf, namesOf, readSettings } from "../src/index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "settings-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const file = join(folder, "settings.yaml");
  await writeFile(file, text);
  return readSettings(file);
}

/** A description with these security schemes, all of which an operation uses. */
function described(securitySchemes: Record<string, SecurityScheme>, title = "Harbour API"): OpenApiDocument {
  const security = Object.keys(securitySchemes).map((name) => ({ [name]: [] }));
  const get = { responses: { 204: { description: "Done." } } };
  return {
    openapi: "3.1.1",
    info: { title, version: "1" },
    security,
    paths: { "/a": { get } },
    components: { securitySchemes },
  };
}

describe("a file of settings", () => {
  it("may be as the README has it, which names all settings", async () => {
    const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
    const [, sample = ""] = /```yaml\n(.+?)```/s.exec(readme) ?? [];
    const { site, ...settings } = await read(sample);
    expect(Object.keys({ ...settings, ...site }).sort()).toEqual([
      ...["address", "composerServers", "credentials", "errors", "guides", "install", "logo", "name", "notice"],
      ...["repository", "scope"],
    ]);
    const document = described({ staff: { type: "http", scheme: "bearer" } });
    expect(namesOf(document, settings)).toMatchObject({ brand: "Tickets", package: "@acme/tickets-client" });
    expect(credentialsOf(document, settings)).toMatchObject([
      { token: { option: "staffToken", variable: "BOX_OFFICE_TOKEN" } },
    ]);
  });

  it("may be empty, and has absolute paths when it is read", async () => {
    expect(await read("# nothing\n")).toEqual({});
    expect(await read("name: Harbour\nsite:\n  guides: [guides/a.md]\n")).toEqual({
      name: "Harbour",
      site: { guides: [join(folder, "guides/a.md")] },
    });
  });

  it.each([
    ["nmae: Harbour", ":1  nmae is not a setting: there are name, scope, notice, credentials, site"],
    ["\nname: harbour api", ":2  name must be a name in PascalCase, such as Tickets"],
    [
      "credentials:\n  a:\n    token: { variable: my-token }",
      ":3  credentials.a.token.variable must be a name in capitals",
    ],
    ["site: { address: docs.example }", ":1  site.address must be an http(s) address"],
    ["name: [", ":1  "],
    ["- a", ":1  The file must be object"],
  ])("with a fault is refused by its place: %j", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

describe("names", () => {
  it.each([
    ["Box Platform API", "BoxPlatform", "box-platform-client", "BOX_PLATFORM"],
    ["Asana", "Asana", "asana-client", "ASANA"],
    ["GitHub v3 REST API", "GitHub", "git-hub-client", "GIT_HUB"],
    ["Tickets: the OpenAPI description", "Tickets", "tickets-client", "TICKETS"],
    ["3D Models", "Api3DModels", "api-3-d-models-client", "API_3_D_MODELS"],
    ["Café — Übersicht", "CafeUbersicht", "cafe-ubersicht-client", "CAFE_UBERSICHT"],
    ["API", "Api", "api-client", "API"],
    ["天気", "Api", "api-client", "API"],
  ])("of “%s”", (title, brand, packageName, variable) => {
    expect(namesOf(described({}, title))).toMatchObject({ brand, package: packageName, variable });
  });

  it("are short enough for npm, and no constant of a sample is called like another", () => {
    const { brand, package: name } = namesOf(described({}, `${"Every boat ".repeat(20)}`));
    expect(brand).toMatch(/^EveryBoat.*(Every|Boat)$/);
    expect(name.length).toBeLessThan(214);
    expect(namesOf(described({}, "a1".repeat(200))).package.length).toBeLessThan(214);
    expect(namesOf(described({}, "Error API")).constant).toBe("errorClient");
  });

  it("come from the settings before the title", () => {
    expect(namesOf(described({}), { name: "Quay", scope: "@acme" })).toEqual({
      brand: "Quay",
      constant: "quay",
      variable: "QUAY",
      package: "@acme/quay-client",
    });
  });
});

describe("credentials", () => {
  const bearer: SecurityScheme = { type: "http", scheme: "bearer" };
  const key: SecurityScheme = { type: "apiKey", in: "header", name: "X-Key" };

  it("have plain names, and those of their schemes if there are several of a kind", () => {
    expect(credentialsOf(described({ bearer, key }))).toMatchObject([
      { kind: "token", scheme: "Bearer", token: { option: "token", variable: "HARBOUR_TOKEN" } },
      { kind: "key", in: "header", parameter: "X-Key", key: { option: "apiKey", variable: "HARBOUR_API_KEY" } },
    ]);
    const names = credentialsOf(described({ admin: bearer, guestToken: bearer }));
    expect(names).toMatchObject([{ token: { option: "adminToken" } }, { token: { option: "guestToken" } }]);
  });

  it("have names of their own, whatever the settings call others", () => {
    const credentials = { bearer: { token: { option: "apiKey" } } };
    expect(credentialsOf(described({ bearer, key }), { credentials })).toMatchObject([
      { token: { option: "apiKey" } },
      { key: { option: "apiKey2" } },
    ]);
    expect(credentialsOf(described({ 天気Key: key, 天候Key: key }))).toMatchObject([
      { key: { option: "天気Key", variable: "HARBOUR___KEY" } },
      { key: { option: "天候Key", variable: "HARBOUR___KEY2" } },
    ]);
  });

  it("have the names that the settings give", () => {
    const basic: SecurityScheme = { type: "http", scheme: "Basic" };
    const credentials = { basic: { username: { option: "user" }, password: { variable: "SECRET" } } };
    expect(credentialsOf(described({ basic }), { credentials })).toMatchObject([
      { username: { option: "user", variable: "HARBOUR_USER" }, password: { option: "password", variable: "SECRET" } },
    ]);
  });

  it("leave out what no operation uses and what a client cannot send", () => {
    const document = described({ mutual: { type: "mutualTLS" }, digest: { type: "http", scheme: "digest" } });
    document.components = { securitySchemes: { ...document.components?.securitySchemes, bearer } };
    expect(credentialsOf(document)).toEqual([]);
  });

  it.each([
    [{ bearer: { token: { option: "onRetry" } } }, "call a credential onRetry, but another option is called so"],
    [
      { bearer: { token: { option: "secret" } }, other: { key: { option: "secret" } } },
      "call a credential secret, but another option is called so",
    ],
    [{ other: {} }, "credentials.other: the description has no such security scheme, but bearer"],
    [{ bearer: { key: { option: "a" } } }, "credentials.bearer.key: bearer has token"],
  ])("settings about what is not there are refused: %j", (credentials, message) => {
    expect(() => credentialsOf(described({ bearer }), { credentials })).toThrow(message);
  });
});
