import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FormField, RequestForm, SampleOperation, SampleRequest, SampleSecurity } from "../src/model/site.ts";
import { filterRequest } from "../src/samples/filter-request.ts";
import { jsonText } from "../src/samples/json-text.ts";
import { literal } from "../src/samples/literal.ts";
import { sampleCode } from "../src/samples/sample-code.ts";
import { shellWord } from "../src/samples/shell-word.ts";

const execute = promisify(execFile);

const operation: SampleOperation = {
  name: "updateModel",
  method: "PUT",
  route: "/models/{modelId}",
  server: "https://api.example.com/v1",
  mediaType: "application/json",
  security: { kind: "basic", user: "API_KEY", password: "API_SECRET" },
  client: {
    constant: "scenario",
    setup: ['import { createClient } from "./client.ts";', "", "const scenario = createClient();"],
  },
};
const request = (parts: Partial<SampleRequest> = {}): SampleRequest => ({ path: {}, query: {}, header: {}, ...parts });

/** Any text that a JSON body can hold, with what shells and JavaScript trip over in it more often than by chance. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("'", '"', "\\", "$", "`", "!", "@", "\n", "\r", "\t", "\u2028", "\u202e", "a", "%", "{"),
  }),
);
const json = fc
  .jsonValue({ stringUnit: "binary", maxDepth: 4 })
  .map((value): unknown => JSON.parse(JSON.stringify(value)));

/** What came of one request to a server on this machine. */
interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const received: Received[] = [];
const server = createServer(async (incoming, response) => {
  let body = "";
  incoming.setEncoding("utf8");
  for await (const chunk of incoming) body += chunk;
  const { method, url, headers } = incoming;
  received.push({ method, url, headers, body });
  response.writeHead(url?.includes("refuse") ? 400 : 200).end('{"answered":true}');
});
let address: string;
let folder: string;

beforeAll(async () => {
  // Beside the tests, where a sample finds the same compiler options.
  folder = await mkdtemp(join(import.meta.dirname, ".samples-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listening = server.address();
  if (listening === null || typeof listening === "string") throw new Error("The server has no port.");
  address = `http://127.0.0.1:${listening.port}/v1`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const env: NodeJS.ProcessEnv = { ...process.env, API_KEY: "the key", API_SECRET: "the:secret", TOKEN: "t k" };

async function runShell(code: string, shell: string): Promise<Received> {
  received.length = 0;
  await execute(shell, ["-c", `${code} --silent --show-error --fail`], { env, cwd: folder });
  return lastReceived();
}

async function runTypeScript(code: string): Promise<Received> {
  received.length = 0;
  const file = join(folder, `${Math.random()}.ts`);
  await writeFile(file, code);
  const { stdout } = await execute(process.execPath, [file], { env });
  expect(stdout).toContain("answered");
  return lastReceived();
}

function lastReceived(): Received {
  const [only, ...others] = received;
  if (only === undefined || others.length > 0) throw new Error(`${received.length} requests came`);
  return only;
}

describe("a word of the shell", () => {
  it.each(["sh", "bash"])("is what it was, whatever it holds, in %s", async (shell) => {
    // An argument of a program holds no NUL, and half a surrogate pair is no text.
    const texts = fc.sample(text, { numRuns: 400, seed: 4 }).map((each) => each.replace(/\0|\p{Surrogate}/gu, ""));
    const words = [...texts, "", "'", "''", "it's", "$(id)", "`id`", "-n", "~", "*", "#", "!!", "\\", "\n"];
    const script = join(folder, `words.${shell}`);
    await writeFile(script, words.map((word) => `printf '%s\\0' ${shellWord(word)}\n`).join(""));
    const { stdout } = await execute(shell, [script], { cwd: folder });
    expect(stdout.split("\0").slice(0, -1)).toEqual(words);
  });
});

describe("a literal", () => {
  it("is the value that it was, whatever that holds", async () => {
    const values: unknown[] = [
      ...fc.sample(json, { numRuns: 500, seed: 4 }),
      ...fc.sample(text, { numRuns: 100, seed: 4 }),
      JSON.parse('{ "__proto__": { "a": 1 }, "constructor": null, "1": [], "a b": {}, "é": -0, "": [[{}]] }'),
    ];
    const file = join(folder, "literals.ts");
    const literals = values.map((value) => `  ${literal(value, { indent: "  ", taken: 1 })},\n`);
    await writeFile(file, `export const values: unknown[] = [\n${literals.join("")}];\n`);
    const { values: evaluated }: { values: unknown } = await import(file);
    expect(evaluated).toStrictEqual(values);
    expect(JSON.stringify(evaluated)).toBe(JSON.stringify(values));
  });

  it("is written over several lines where one is too long", () => {
    const place = { indent: "", taken: 0 };
    expect(literal({ a: [1, "two", null], "b-c": {} }, place)).toBe('{ a: [1, "two", null], "b-c": {} }');
    const long = "x".repeat(66);
    expect(literal({ long, empty: [] }, place)).toBe(`{\n  long: "${long}",\n  empty: [],\n}`);
    expect(literal([long], { indent: "", taken: 11 })).toContain("[\n");
    expect(literal(JSON.parse('{"__proto__":1}'), place)).toBe('{ ["__proto__"]: 1 }');
  });

  it("hides nothing: what cannot be seen, or turns a line around, is escaped", () => {
    const unseen = "\u202e\u2028\u2066\u007f\ufeff\u0000";
    const escaped = '"\\u202e\\u2028\\u2066\\u007f\\ufeff\\u0000"';
    expect(literal(unseen, { indent: "", taken: 0 })).toBe(escaped);
    expect(jsonText(unseen)).toBe(escaped);
    expect(JSON.parse(jsonText(unseen))).toBe(unseen);
  });
});

describe("the samples of one request", () => {
  const rename = request({
    path: { modelId: "model_1" },
    query: { originalAssets: true },
    body: { name: "Neon Rain", thumbnail: null },
  });

  it("are these", () => {
    expect(sampleCode(operation, rename)).toEqual({
      curl: `curl 'https://api.example.com/v1/models/model_1?originalAssets=true' \\
  -X PUT \\
  -u "$API_KEY:$API_SECRET" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{
  "name": "Neon Rain",
  "thumbnail": null
}'`,
      client: `import { createClient } from "./client.ts";

const scenario = createClient();

const result = await scenario.updateModel({
  path: { modelId: "model_1" },
  query: { originalAssets: true },
  body: { name: "Neon Rain", thumbnail: null },
});
console.log(result);`,
      fetch: `const response = await fetch("https://api.example.com/v1/models/model_1?originalAssets=true", {
  method: "PUT",
  headers: {
    Authorization: \`Basic \${btoa(\`\${process.env.API_KEY}:\${process.env.API_SECRET}\`)}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ name: "Neon Rain", thumbnail: null }),
});
if (!response.ok) throw new Error(\`\${response.status}: \${await response.text()}\`);
console.log(await response.json());`,
      json: '{\n  "name": "Neon Rain",\n  "thumbnail": null\n}',
    });
  });

  it("name what is missing from the path, and have no more than the request has", () => {
    const get: SampleOperation = { ...operation, method: "GET", name: "get-model", security: { kind: "none" } };
    expect(sampleCode(get, request())).toEqual({
      curl: "curl https://api.example.com/v1/models/MODEL_ID",
      client: expect.stringContaining('\n\nconst result = await scenario["get-model"]();\n'),
      fetch: expect.stringMatching(/^const response = await fetch\(".*MODEL_ID", \{\n {2}method: "GET",\n\}\);\n/),
      json: "",
    });
    const { client: _, ...withoutClient } = get;
    expect(sampleCode(withoutClient, request()).client).toBe("");
  });

  it("compile as strict TypeScript", async () => {
    const hostile: SampleOperation = {
      ...operation,
      security: { kind: "apiKey", place: "header", name: "X-Key", token: "TOKEN" },
    };
    const { client } = sampleCode(operation, rename);
    await writeFile(
      join(folder, "client.ts"),
      "export const createClient = () => ({ updateModel: async (input: object) => input });",
    );
    await writeFile(join(folder, "a.ts"), sampleCode(operation, rename).fetch);
    await writeFile(join(folder, "b.ts"), sampleCode(hostile, rename).fetch);
    await writeFile(join(folder, "c.ts"), client);
    const config = {
      extends: "../../../../tsconfig.base.json",
      compilerOptions: { moduleDetection: "force" },
      files: ["a.ts", "b.ts", "c.ts"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = createRequire(import.meta.url).resolve("typescript/package.json");
    await execute(process.execPath, [join(dirname(compiler), "bin/tsc"), "--noEmit", "-p", folder]).catch(
      ({ stdout }) => expect.fail(stdout),
    );
  });

  it("print what the client gives", async () => {
    await writeFile(
      join(folder, "client.ts"),
      "export const createClient = () => ({ updateModel: async (input: object) => input });",
    );
    await writeFile(join(folder, "client-sample.ts"), sampleCode(operation, rename).client);
    const { stdout } = await execute(process.execPath, [join(folder, "client-sample.ts")]);
    expect(stdout).toContain("{ name: 'Neon Rain', thumbnail: null }");
  });
});

describe("what the samples send", () => {
  // Each starts a process or two: a few values, chosen to hurt, beside what chance gives.
  const hostile = [
    "@/etc/passwd",
    "it's; id",
    "$HOME`id`$(id)\\",
    '"\n\t!!',
    "{a,b}[1-3]",
    "../x?y#z&w=%41",
    "Grüße 🦊",
    "\u2028\u202e\0",
  ];
  const bodies: unknown[] = [
    ...hostile.map((word) => ({ [word]: word, list: [word] })),
    ...hostile,
    ...fc.sample(json, { numRuns: 12, seed: 44 }),
    JSON.parse('{ "__proto__": { "polluted": true } }'),
    null,
    -1.5e300,
  ];

  const parse = ({ method, url = "", body, headers }: Received) => {
    const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
    const segment = decodeURIComponent(pathname.replace("/v1/models/", ""));
    const { authorization, "content-type": type, "x-note": note } = headers;
    return { method, segment, query: [...searchParams], body: JSON.parse(body), authorization, type, note };
  };
  const sent = bodies.map((body, index) => {
    const word = hostile[index % hostile.length]?.replaceAll("\0", "") ?? "";
    return {
      body,
      word,
      whole: request({
        path: { modelId: word },
        query: { q: word, list: ["a", word] },
        header: { "X-Note": "it's $HOME" },
        body,
      }),
    };
  });
  const expected = ({ body, word }: (typeof sent)[number]) => ({
    method: "PUT",
    segment: word,
    query: [
      ["q", word],
      ["list", "a"],
      ["list", word],
    ],
    body,
    authorization: `Basic ${btoa("the key:the:secret")}`,
    type: "application/json",
    note: "it's $HOME",
  });

  it.each(["sh", "bash"])("is the request itself: curl in %s", async (shell) => {
    for (const each of sent) {
      const got = await runShell(sampleCode({ ...operation, server: address }, each.whole).curl, shell);
      expect(parse(got)).toStrictEqual(expected(each));
    }
  });

  it("is the request itself: fetch", async () => {
    for (const each of sent) {
      const got = await runTypeScript(sampleCode({ ...operation, server: address }, each.whole).fetch);
      expect(parse(got)).toStrictEqual(expected(each));
    }
  });

  const securities: [SampleSecurity, Partial<Received["headers"]>, string][] = [
    [{ kind: "bearer", token: "TOKEN" }, { authorization: "Bearer t k" }, "/v1/models/m"],
    [{ kind: "apiKey", place: "header", name: "X-Key", token: "TOKEN" }, { "x-key": "t k" }, "/v1/models/m"],
    [{ kind: "none" }, {}, "/v1/models/m"],
  ];
  it.each(securities)("proves who calls: %o", async (security, headers, url) => {
    const samples = sampleCode(
      { ...operation, server: address, security },
      request({ path: { modelId: "m" }, body: {} }),
    );
    for (const got of [await runShell(samples.curl, "sh"), await runTypeScript(samples.fetch)]) {
      expect(got).toMatchObject({ url, headers });
      if (security.kind === "none") expect(got.headers.authorization).toBeUndefined();
    }
  });

  it("proves who calls in the query, too", async () => {
    const security: SampleSecurity = { kind: "apiKey", place: "query", name: "api key", token: "PLAIN" };
    env["PLAIN"] = "abc";
    const samples = sampleCode(
      { ...operation, server: address, security },
      request({ path: { modelId: "m" }, query: { a: 1 }, body: {} }),
    );
    for (const got of [await runShell(samples.curl, "sh"), await runTypeScript(samples.fetch)]) {
      expect(got.url).toBe("/v1/models/m?a=1&api%20key=abc");
    }
  });

  it("is a text as it is, where the media type is not JSON", async () => {
    const plain: SampleOperation = { ...operation, server: address, mediaType: "text/plain" };
    const samples = sampleCode(plain, request({ path: { modelId: "m" }, body: "@/etc/passwd" }));
    for (const got of [await runShell(samples.curl, "sh"), await runTypeScript(samples.fetch)]) {
      expect(got).toMatchObject({ body: "@/etc/passwd", headers: { "content-type": "text/plain" } });
    }
    expect(samples.json).toBe("@/etc/passwd");
  });

  it("throws in fetch where the answer is a refusal", async () => {
    const { fetch } = sampleCode({ ...operation, server: address }, request({ path: { modelId: "refuse" }, body: {} }));
    await expect(runTypeScript(fetch)).rejects.toThrow(/400: \{"answered":true\}/);
  });

  it("cannot become an option of curl, a header of a file or a variable that is none", () => {
    const security: SampleSecurity = { kind: "basic", user: 'A"; id; "', password: "1$(id)" };
    const { curl } = sampleCode(
      { ...operation, server: "-o/tmp/x", security },
      request({ header: { "@/etc/passwd": "x", "X-Two": "a\r\nX-Three: b", "X-Empty": "" } }),
    );
    expect(curl).toBe(
      `curl --url -o/tmp/x/models/MODEL_ID \\\n  -X PUT \\\n  -u "$A___id___:$_1__id_" \\\n  -H 'X-Two: a X-Three: b' \\\n  -H 'X-Empty;'`,
    );
  });
});

describe("a request with a filter", () => {
  const field = (name: string, more: Partial<FormField> = {}): FormField => ({
    id: name,
    name,
    kind: "string",
    ...more,
  });
  const parameters = field("parameters", {
    kind: "object",
    filter: "trainer",
    fields: [
      field("all"),
      field("fluxOnly", { availableFor: ["flux"] }),
      field("rank", { availableFor: ["flux", "sdxl"] }),
    ],
  });
  const form: RequestForm = {
    operation,
    parameters: [],
    body: field("body", {
      kind: "object",
      fields: [
        field("name"),
        parameters,
        field("list", { kind: "array", item: parameters }),
        field("map", { kind: "map", item: parameters }),
      ],
    }),
    start: request(),
  };
  const filtered = (body: unknown, filters: Record<string, string>) =>
    filterRequest(request({ body }), form, filters).body;
  const everything = { all: 1, fluxOnly: 2, rank: 3, undocumented: 4 };

  it("loses what the chosen word excludes, and nothing else", () => {
    const body = { name: "x", parameters: everything, list: [everything], map: { a: everything }, other: null };
    const left = { all: 1, rank: 3, undocumented: 4 };
    expect(filtered(body, { trainer: "sdxl" })).toEqual({
      name: "x",
      parameters: left,
      list: [left],
      map: { a: left },
      other: null,
    });
    expect(filtered(body, { trainer: "flux" })).toEqual(body);
    expect(filtered(body, {})).toEqual(body);
    expect(filtered(body, { input: "sdxl" })).toEqual(body);
    expect(body.parameters).toBe(everything);
  });

  it("loses an object that nothing is left of, but not one that was empty", () => {
    expect(filtered({ parameters: { fluxOnly: 2 } }, { trainer: "sdxl" })).toEqual({});
    expect(filtered({ parameters: {} }, { trainer: "sdxl" })).toEqual({ parameters: {} });
  });

  it("takes any body", () => {
    for (const body of [undefined, null, 5, "x", [1], { parameters: 5 }, { list: {} }]) {
      expect(filtered(body, { trainer: "sdxl" })).toEqual(body);
    }
  });
});
