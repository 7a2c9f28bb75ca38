// `pnpm generate --spec FILE --out DIR` with descriptions of two other APIs: OpenAPI 3.1 in YAML, and 3.0 in JSON.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "@repo/commands";
import { namedOperations, type OpenApiDocument } from "@repo/openapi";
import { brokenLinks, linkDependencies, runNode, strictest } from "@repo/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const description = (name: string) => join(root, "packages/testing/descriptions", name);
const tsc = join(root, "node_modules/typescript/bin/tsc");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "elsewhere-"));
  await linkDependencies(folder);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "museum.settings.yaml"), "name: Museum\nscope: '@halden'\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const generate = (spec: string, out: string, ...options: string[]) =>
  runNode([join(root, "scripts/generate.ts"), "--spec", spec, "--out", out, ...options], folder);

/** The text files below a folder, by their path. */
async function textsIn(path: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of await readdir(path, { recursive: true })) {
    if (/\.(html|md|txt|xml|css|js|json|yaml|svg|ts)$/.test(name)) {
      files.set(name.replaceAll("\\", "/"), await readFile(join(path, name), "utf8"));
    }
  }
  return files;
}

const museum = () => generate(description("museum.yaml"), "museum", "--config", "museum.settings.yaml");
const logistics = () => generate(description("logistics.json"), "logistics", "--name", "logistics");

it.each([
  ["museum", museum, "@halden/museum-client"],
  ["logistics", logistics, "logistics"],
])("%s gets a package, and a page for each operation, in which every link works", async (name, make, packageName) => {
  const { exitCode, stderr } = await make();
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(await namesIn(name)).toEqual([...PACKAGE, "docs"].sort());
  expect(JSON.parse(await readFile(join(folder, name, "package.json"), "utf8")).name).toBe(packageName);
  const docs = await textsIn(join(folder, name, "docs"));
  const document: OpenApiDocument = JSON.parse(docs.get("openapi.json") ?? "");
  const count = [...namedOperations(document)].length;
  const { operations } = await import(pathToFileURL(join(folder, name, "src/operations.gen.ts")).href);
  expect(Object.keys(operations)).toHaveLength(count);
  expect([...docs.keys()].filter((path) => /^operations\/.*\.html$/.test(path))).toHaveLength(count);
  expect(brokenLinks(docs)).toEqual([]);
});

it("writes the same files again", async () => {
  const before = await textsIn(join(folder, "museum"));
  const { stdout } = await museum();
  expect(stdout).toMatch(/^unchanged {2}\d+ files\nwritten {4}museum\/docs {2}\d+ files\n$/);
  expect(await textsIn(join(folder, "museum"))).toEqual(before);
});

it("makes a client that compiles under the strictest options, and sends what the description says", async () => {
  await writeFile(join(folder, "museum-client.ts"), MUSEUM_CLIENT);
  const config = { compilerOptions: strictest, include: ["*/src", "*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  expect(await runNode([tsc, "-p", folder], folder)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  expect((await runNode(["museum-client.ts"], folder)).stdout.trimEnd().split("\n")).toEqual([
    "GET /artworks/a%2Fb?verbose=1&artworkId=copy",
    "GET /artworks",
    "session_id=abc",
    "GET /artworks/1/renditions/20x30.png",
    "POST /login application/x-www-form-urlencoded",
    "POST /artworks/1/attachments multipart/form-data",
    "PUT /artworks/1/image application/octet-stream",
    "DELETE /members/me",
  ]);
});

it("shows samples that compile, if the types can describe what they send", async () => {
  for (const name of ["museum", "logistics"]) await writeSamples(join(folder, name));
  const types = { types: ["node"], typeRoots: [join(root, "node_modules/@types")] };
  const paths = {
    "@halden/museum-client": ["./museum/src/index.gen.ts"],
    logistics: ["./logistics/src/index.gen.ts"],
  };
  const compilerOptions = { ...strictest, noPropertyAccessFromIndexSignature: false, ...types, paths };
  const config = join(folder, "tsconfig.samples.json");
  await writeFile(config, JSON.stringify({ compilerOptions, include: ["*/sample-*.ts"] }));
  const { stdout } = await runNode([tsc, "-p", config], folder);
  // openapi-typescript confuses a property `constructor` with the one of every object.
  const refused = ["museum/sample-setPreferences-0.ts"];
  expect([...stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file)).toEqual(refused);
});

/** Writes the TypeScript samples of a site. */
async function writeSamples(out: string): Promise<void> {
  let count = 0;
  for (const [path, markdown] of await textsIn(join(out, "docs/operations"))) {
    const samples = markdown.matchAll(/^(?:TypeScript|fetch):\n\n(```+)ts\n(.*?)\n\1$/gms);
    for (const [index, [, , code]] of [...samples].entries()) {
      await writeFile(join(out, `sample-${path.replace(".md", "")}-${index}.ts`), `${code}\nexport {};\n`);
      count++;
    }
  }
  expect(count).toBeGreaterThan(20);
}

it.each([
  ["a file that does not exist", undefined, "missing.yaml"],
  ["Swagger 2.0", 'swagger: "2.0"\n', "2.0"],
  ["a broken $ref", `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: { /a: { $ref: "#/nowhere" } }\n`, "3:"],
])("writes nothing for %s", async (_, text, named) => {
  const file = text === undefined ? "missing.yaml" : "broken.yaml";
  if (text !== undefined) await writeFile(join(folder, file), text);
  const { exitCode, stderr } = await generate(file, "broken");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(named);
  expect(stderr).toContain(`Nothing was written. Fix ${file} first.`);
  expect(await readdir(folder)).not.toContain("broken");
});

/** A description whose operations have these parameters, and a schema named like a type of the client. */
function pets(operations: number, parameters: object[] = []): string {
  const responses = { 200: { description: "Pets.", content: { "application/json": { schema: { type: "string" } } } } };
  const paths = Object.fromEntries(
    Array.from({ length: operations }, (_, index) => [`/pets/${index}`, { get: { parameters, responses } }]),
  );
  const schemas = { GetPets0Input: { type: "object" }, operations: { type: "string" } };
  return JSON.stringify(
    { openapi: "3.1.1", info: { title: "T", version: "1" }, paths, components: { schemas } },
    null,
    1,
  );
}
const json = async (name: string, text: string) => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
  return name;
};
const namesIn = async (out: string) => (await readdir(join(folder, out))).sort();

/** What a folder with a package holds. */
const PACKAGE = [
  ...[".generated.json", ".gitattributes", ".gitignore", "README.md", "cjs", "package.json", "src"],
  ...["tsconfig.cjs.json", "tsconfig.json", "validate"],
];

describe("--only", () => {
  it.each([
    ["package", PACKAGE],
    ["site", [".generated.json", "docs"]],
  ])("%s writes that alone, as without it", async (part, names) => {
    const out = `only-${part}`;
    const options = ["--config", "museum.settings.yaml", "--only", part];
    const { exitCode, stderr } = await generate(description("museum.yaml"), out, ...options);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await namesIn(out)).toEqual(names);
    const whole = await textsIn(join(folder, "museum"));
    for (const [name, text] of await textsIn(join(folder, out))) {
      if (!/^(README\.md|\.generated\.json)$/.test(name)) expect(text, name).toBe(whole.get(name));
    }
  });

  it("refuses a part that does not exist", async () => {
    const { exitCode, stderr } = await generate("x.yaml", "only", "--only", "site,sdk");
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no "sdk": the parts are package and site');
  });
});

it("an interface of an operation and a schema of the same name are both exported", async () => {
  const spec = await json("pets.json", pets(1));
  expect(await generate(spec, "pets", "--only", "package", "--name", "pets")).toMatchObject({
    exitCode: 0,
    stderr: "",
  });
  const file = await json(
    "pets-user.ts",
    `import { createTClient, type GetPets0Input, type GetPets0Input2 } from "./pets/src/index.gen.ts";
     export const input: GetPets0Input = { timeout: 1 };
     export const schema: GetPets0Input2 = {};
     export const client = createTClient({ baseUrl: "https://pets.example" });`,
  );
  const config = await json("tsconfig.pets.json", JSON.stringify({ compilerOptions: strictest, files: [file] }));
  expect(await runNode([tsc, "-p", join(folder, config)], folder)).toMatchObject({ exitCode: 0, stdout: "" });
});

describe("--name and --config", () => {
  it("refuses what is no name of a package", async () => {
    const { exitCode, stderr } = await generate("x.yaml", "named", "--name", "Pets Client");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("A package of npm has a name such as pets-client or @acme/pets-client.");
  });

  it("writes nothing if the settings are not valid", async () => {
    const settings = await json("wrong.settings.yaml", "name: pets\n");
    const { exitCode, stderr } = await generate(await json("p.json", pets(1)), "named", "--config", settings);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("wrong.settings.yaml:1  name must be a name in PascalCase");
    expect(await readdir(folder)).not.toContain("named");
  });

  it("the README says how the package is written again, with the options that it was written with", async () => {
    const spec = await json("repository/api/pets.json", pets(1));
    const overlay = (name: string, summary: string) => {
      const actions = [{ target: "$.paths.*.get", update: { summary } }];
      return json(`repository/overlays/${name}.json`, JSON.stringify({ overlay: "1.1.0", actions }));
    };
    const overlays = [await overlay("first", "First"), await overlay("second", "All my pets")];
    const options = ["--name", "@acme/pets", "--only", "package", "--root", "repository"];
    await generate(
      spec,
      "repository/packages/pets client",
      ...options,
      ...overlays.flatMap((file) => ["--overlay", file]),
    );
    const readme = await readFile(join(folder, "repository/packages/pets client/README.md"), "utf8");
    const paths = (to: string) =>
      `--spec ${to}api/pets.json --out '${to}packages/pets client' --overlay ${to}overlays/first.json ` +
      `--overlay ${to}overlays/second.json --root ${to.slice(0, -1) || "."} --name @acme/pets --only package`;
    expect(readme).toContain(`\npnpm generate ${paths("")}\n`);
    expect(readme).toContain(`generate ${paths("../")} --check`);
  });
});

it("says where a file stands in the way of the folder", async () => {
  await json("file", "theirs");
  const { exitCode, stderr } = await generate(await json("p.json", pets(1)), "file", "--only", "package");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Nothing was written: package.json: a file stands where a folder belongs: move it away");
});

it("leaves alone what a person added, and writes nothing over it", async () => {
  const spec = await json("mine.json", pets(1));
  await json("mine/src/client.gen.ts", "// mine\n");
  const { exitCode, stderr } = await generate(spec, "mine");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("mine/src/client.gen.ts was not generated");
  expect(await namesIn("mine")).toEqual(["src"]);
});

describe("--root", () => {
  it("lets references lead to files beside the folder of the description", async () => {
    const schema = { $ref: "../shared/pet.json" };
    const responses = { 200: { description: "A pet.", content: { "application/json": { schema } } } };
    const paths = { "/pet": { get: { operationId: "getPet", responses } } };
    const info = { title: "T", version: "1" };
    await json("split/shared/pet.json", '{ "type": "object", "properties": { "name": { "type": "string" } } }');
    const spec = await json("split/api/root.json", JSON.stringify({ openapi: "3.1.1", info, paths }));
    const refused = await generate(spec, "split/out", "--only", "package");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/"\.\.\/shared\/pet\.json" lies outside of .*--root\.\n/);
    const { exitCode, stderr } = await generate(spec, "split/out", "--only", "package", "--root", "split");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(await readFile(join(folder, "split/out/src/schema.gen.ts"), "utf8")).toMatch(/pet: \{\s+name\?: string;/);
  });
});

describe("--overlay", () => {
  const overlay = (name: string, actions: object[]) =>
    json(name, JSON.stringify({ overlay: "1.1.0", info: { title: "O", version: "1" }, actions }, null, 1));

  it("changes the package and the pages, each overlay after the one before", async () => {
    const spec = await json("overlaid.json", pets(2));
    const first = await overlay("first.json", [
      { target: "$.paths['/pets/1']", remove: true },
      { target: "$.paths['/pets/0'].get", update: { operationId: "allPets" } },
    ]);
    const second = await overlay("second.json", [
      { target: "$.paths.*[?@.operationId]", update: { operationId: "myPets" } },
    ]);
    const { exitCode, stderr } = await generate(spec, "overlaid", "--overlay", first, "--overlay", second);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const { operations } = await import(pathToFileURL(join(folder, "overlaid/src/operations.gen.ts")).href);
    expect(Object.keys(operations)).toEqual(["myPets"]);
    const { paths } = JSON.parse(await readFile(join(folder, "overlaid/docs/openapi.json"), "utf8"));
    expect(paths).toMatchObject({ "/pets/0": { get: { operationId: "myPets" } } });
    expect(Object.keys(paths)).toHaveLength(1);
  });

  it("writes nothing if one is wrong, and says which", async () => {
    const spec = await json("overlaid.json", pets(1));
    const wrong = await overlay("wrong.json", [{ target: "paths", remove: true }]);
    const { exitCode, stderr } = await generate(spec, "wrongly", "--overlay", wrong);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^wrong\.json\n {2}✗ 9:14 {2}overlay {2}The target "paths" is not a JSONPath/);
    expect(stderr).toContain("Nothing was written. Fix wrong.json first.");
    expect(await readdir(folder)).not.toContain("wrongly");
  });
});

describe("warnings", () => {
  const twice = { name: "dog", in: "query", schema: { type: "string" } };

  it("are counted, with places and a remedy", async () => {
    const spec = await json("warnings.json", pets(150, [twice, twice]));
    const { exitCode, stderr } = await generate(spec, "warnings", "--only", "package");
    expect(exitCode).toBe(0);
    expect(stderr.trimEnd().split("\n")).toEqual([
      "warnings.json",
      expect.stringMatching(/^ {2}! 18:6 {2}parameter-twice {2}150 times: The query parameter "dog" .* Remove one\.$/),
      expect.stringMatching(/^ +│ GET \/pets\/0, also at GET \/pets\/1 \(\d+:6\), .* and 146 more$/),
      "",
      "150 warnings in 1 file",
    ]);
  });

  it("of the generator have a place as well", async () => {
    const text = pets(2).replaceAll("application/json", "application/xml");
    const spec = await json("generator.json", text);
    const { exitCode, stderr } = await generate(spec, "generator", "--only", "package");
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^generator\.json\n( {2}! [1-9]\d*:\d+ .*\n.*\n)+\n\d+ warnings in 1 file\n$/);
  });

  it("are errors with --strict", async () => {
    const spec = await json("strict.json", pets(1, [twice, twice]));
    const { exitCode, stderr } = await generate(spec, "strict", "--strict");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("parameter-twice");
    expect(stderr).toContain("Nothing was written, since --strict takes warnings for errors.");
    expect(await readdir(folder)).not.toContain("strict");
    const spotless = await json("spotless.json", pets(1));
    expect(await generate(spotless, "spotless", "--strict", "--only", "package")).toMatchObject({ exitCode: 0 });
  });
});

describe("--check", () => {
  it("writes nothing, and names what is missing, changed or surplus", async () => {
    const spec = await json("checked.json", pets(2));
    const check = (...options: string[]) => generate(spec, "checked", "--check", ...options);
    const { exitCode: code, stderr: missing } = await check("--only", "package");
    expect({ code, lines: missing.split("\n") }).toMatchObject({
      code: 1,
      lines: { 0: "✗ checked/package.json  is missing" },
    });
    expect(await readdir(folder)).not.toContain("checked");
    await generate(spec, "checked");
    const good = { exitCode: 0, stdout: "✓ checked is what the description gives\n", stderr: "" };
    expect(await check()).toEqual(good);
    // What people may add or change is not out of date.
    await writeFile(join(folder, "checked/src/own.ts"), "export {};\n");
    await writeFile(join(folder, "checked/README.md"), "# Ours\n");
    expect(await check("--only", "package")).toEqual(good);

    await writeFile(join(folder, "checked/src/schema.gen.ts"), "export {};\n");
    await writeFile(join(folder, "checked/docs/operations/old.html"), "");
    await rm(join(folder, "checked/src/operations.gen.ts"));
    await rm(join(folder, "checked/docs/index.html"));
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(1);
    expect(stderr.trimEnd().split("\n")).toEqual([
      "✗ checked/src/schema.gen.ts  was changed since it was generated",
      "✗ checked/src/operations.gen.ts  is missing",
      "✗ checked/docs/index.html  is missing",
      "✗ checked/docs/operations/old.html  is not generated any more: delete it",
      "",
      "Run the same command without --check.",
    ]);
  });
});

describe("a URL", () => {
  it.each([
    ["https://pets.example/openapi.json", "curl -L -o openapi.json 'https://pets.example/openapi.json'"],
    ["https://pets.example/v1", "curl -L -o openapi.yaml 'https://pets.example/v1'"],
    ["https://me:secret@pets.example/openapi.yaml", "curl -L -o openapi.yaml URL"],
    ["http://pets.example/openapi.yaml?token=secret", "curl -L -o openapi.yaml URL"],
  ])("%s is answered with what to do", async (url, command) => {
    const { exitCode, stderr } = await generate(url, "url");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`  ${command}\n  pnpm generate --spec ${/openapi\.\w+/.exec(command)} --out url\n`);
    expect(stderr).not.toContain("secret");
  });
});

it.each([
  [["--out", "x"], "--spec and --out go together"],
  [["--spec", "x.yaml", "--out", ""], "--out is empty: name a folder"],
  [["--strict"], "--strict is for another description: add --spec and --out"],
])("refuses %s", async (options, message) => {
  const { exitCode, stderr } = await runNode([join(root, "scripts/generate.ts"), ...options], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain("Usage: pnpm generate");
});

const MUSEUM_CLIENT = `
import { createMuseumClient, type JsonValue } from "./museum/src/index.gen.ts";

const museum = createMuseumClient({
  baseUrl: "https://museum.example",
  bearerToken: "token",
  async fetch(url, { method, headers, body }) {
    const { pathname, search } = new URL(url);
    // The runtime sets the media type of a form when it sends it.
    const contentType = headers["content-type"] ?? new Request(url, { method, body: body ?? null }).headers.get("content-type");
    console.log(\`\${method} \${pathname}\${search} \${contentType?.split(";")[0] ?? ""}\`.trimEnd());
    if (headers["cookie"]) console.log(headers["cookie"]);
    return Response.json({});
  },
});

await museum.getArtwork({ path: { artworkId: "a/b" }, query: { verbose: 1, artworkId: "copy" } });
await museum.listArtworks({ cookie: { session_id: "abc" } });
await museum.getRendition({ path: { artworkId: "1", width: 20, height: 30, format: "png" } });
await museum.login({ body: { email: "a@b.example", password: "x", "2fa": "123456" } });
await museum.addAttachments({ path: { artworkId: "1" }, body: new FormData() });
await museum.putImage({ path: { artworkId: "1" }, body: new Blob(["image"]) });
await museum.delete();

const nested: JsonValue = ["a", ["b", { c: ["d"] }]];
// @ts-expect-error a function is not JSON
const wrong: JsonValue = [() => nested];
// @ts-expect-error a required query parameter is missing
export const incomplete = () => museum.getArtwork({ path: { artworkId: "1" } });
export { wrong };
`;
