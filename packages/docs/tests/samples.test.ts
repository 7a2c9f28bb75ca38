// A request as code in each language: whatever it contains, the code sends exactly that.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Credential, CredentialScheme } from "@repo/settings";
import { root, runNode, strictest } from "@repo/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnswerKind, SampleOperation, SampleRequest } from "../src/model/site.ts";
import { shellWord } from "../src/samples/curl.ts";
import { jsonText, literal } from "../src/samples/literal.ts";
import { sampleCode } from "../src/samples/sample-code.ts";

const credential = (variable: string): Credential => ({ option: "unused", variable });
const basicAuth: CredentialScheme = {
  name: "basicAuth",
  kind: "basic",
  username: credential("API_KEY"),
  password: credential("API_SECRET"),
};
const bearer = (variable: string): CredentialScheme => ({
  name: "bearer",
  kind: "token",
  scheme: "Bearer",
  token: credential(variable),
});
const apiKey = (place: "header" | "query" | "cookie", parameter: string, variable: string): CredentialScheme => ({
  name: "apiKey",
  kind: "key",
  in: place,
  parameter,
  key: credential(variable),
});

const operation: SampleOperation = {
  name: "updateBoat",
  method: "PUT",
  route: "/boats/{boatId}",
  server: "https://api.example.com/v1",
  mediaType: "application/json",
  security: [basicAuth],
  client: {
    constant: "harbour",
    setup: ['import { createClient } from "./client.ts";', "", "const harbour = createClient();"],
  },
};
const request = (parts: Partial<SampleRequest> = {}): SampleRequest => ({ path: {}, query: {}, header: {}, ...parts });
const env = { API_KEY: "the key", API_SECRET: "the:secret", TOKEN: "t k", PLAIN: "abc" };

/** Any text of a JSON body, with the characters that shells and JavaScript interpret more often than by chance. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("'", '"', "\\", "$", "`", "!", "@", "\n", "\r", "\t", "\u2028", "\u202e", "a", "%", "{"),
  }),
);
const json = fc
  .jsonValue({ stringUnit: "binary", maxDepth: 4 })
  .map((value): unknown => JSON.parse(JSON.stringify(value)));
const HOSTILE = [
  "@/etc/passwd",
  "it's; id",
  "$HOME`id`$(id)\\",
  '"\n\t!!',
  "{a,b}[1-3]",
  "../x?y#z&w=%41",
  "Grüße 🦊",
  "\u2028\u202e\0",
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "samples-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true }));

const hasShell = process.platform !== "win32";

async function runShell(shell: string, script: string): Promise<string> {
  await writeFile(join(folder, "script"), script);
  const { stdout } = await promisify(execFile)(shell, ["script"], { cwd: folder, env: { ...process.env, ...env } });
  return stdout;
}

it.skipIf(!hasShell).each(["sh", "bash"])(
  "a quoted word is the same word to %s, whatever it contains",
  async (shell) => {
    // An argument of a program cannot contain NUL, nor half of a surrogate pair.
    const texts = fc.sample(text, { numRuns: 400, seed: 4 }).map((each) => each.replace(/\0|\p{Surrogate}/gu, ""));
    const words = [...texts, "", "'", "''", "it's", "$(id)", "`id`", "-n", "~", "*", "#", "!!", "\\", "\n"];
    const printed = await runShell(shell, words.map((word) => `printf '%s\\0' ${shellWord(word)}\n`).join(""));
    expect(printed.split("\0").slice(0, -1)).toEqual(words);
  },
);

describe("a literal", () => {
  it("evaluates to its value, whatever that contains", async () => {
    const values: unknown[] = [
      ...fc.sample(json, { numRuns: 500, seed: 4 }),
      ...fc.sample(text, { numRuns: 100, seed: 4 }),
      JSON.parse('{ "__proto__": { "a": 1 }, "constructor": null, "1": [], "a b": {}, "é": -0, "": [[{}]] }'),
    ];
    const file = join(folder, "literals.js");
    const literals = values.map((value) => `  ${literal(value, { indent: "  ", taken: 1 })},\n`);
    await writeFile(file, `export const values = [\n${literals.join("")}];\n`);
    const { values: evaluated }: { values: unknown } = await import(pathToFileURL(file).href);
    expect(evaluated).toStrictEqual(values);
    expect(JSON.stringify(evaluated)).toBe(JSON.stringify(values));
  });

  it("takes several lines if one is too long", () => {
    const place = { indent: "", taken: 0 };
    expect(literal({ a: [1, "two", null], "b-c": {} }, place)).toBe('{ a: [1, "two", null], "b-c": {} }');
    const long = "x".repeat(66);
    expect(literal({ long, empty: [] }, place)).toBe(`{\n  long: "${long}",\n  empty: [],\n}`);
    expect(literal([long], { indent: "", taken: 11 })).toContain("[\n");
    expect(literal(JSON.parse('{"__proto__":1}'), place)).toBe('{ ["__proto__"]: 1 }');
  });

  it("escapes characters that are invisible or reorder a line, as JSON does", () => {
    const hidden = "\u202e\u2028\u2066\u007f\ufeff\u0000";
    const escaped = '"\\u202e\\u2028\\u2066\\u007f\\ufeff\\u0000"';
    expect(literal(hidden, { indent: "", taken: 0 })).toBe(escaped);
    expect(jsonText(hidden)).toBe(escaped);
    expect(JSON.parse(jsonText(hidden))).toBe(hidden);
  });
});

describe("the code of a request", () => {
  const rename = request({
    path: { boatId: "boat_1" },
    query: { sold: true },
    body: { name: "Sea Fox", berth: null },
  });

  it("is laid out for readers", () => {
    expect(sampleCode(operation, rename)).toEqual({
      curl: `curl 'https://api.example.com/v1/boats/boat_1?sold=true' \\
  -X PUT \\
  -u "$API_KEY:$API_SECRET" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{
  "name": "Sea Fox",
  "berth": null
}'`,
      client: `import { createClient } from "./client.ts";

const harbour = createClient();

const result = await harbour.updateBoat({
  path: { boatId: "boat_1" },
  query: { sold: true },
  body: { name: "Sea Fox", berth: null },
});
console.log(result);`,
      fetch: `const response = await fetch("https://api.example.com/v1/boats/boat_1?sold=true", {
  method: "PUT",
  headers: {
    Authorization: \`Basic \${btoa(\`\${process.env.API_KEY}:\${process.env.API_SECRET}\`)}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ name: "Sea Fox", berth: null }),
});
if (!response.ok) throw new Error(\`\${response.status}: \${await response.text()}\`);
console.log(await response.json());`,
      json: '{\n  "name": "Sea Fox",\n  "berth": null\n}',
    });
  });

  it("has no more than the request has, and a placeholder for what the path lacks", () => {
    const get: SampleOperation = { ...operation, method: "GET", name: "get-boat", security: [] };
    expect(sampleCode(get, request())).toEqual({
      curl: "curl https://api.example.com/v1/boats/BOAT_ID",
      client: expect.stringContaining('\n\nconst result = await harbour["get-boat"]();\n'),
      fetch: expect.stringMatching(/^const response = await fetch\(".*BOAT_ID", \{\n {2}method: "GET",\n\}\);\n/),
      json: "",
    });
    const { client: _, ...withoutClient } = get;
    expect(sampleCode(withoutClient, request()).client).toBe("");
  });

  it("cannot contain another option of curl, nor the header of a file", () => {
    const { curl } = sampleCode(
      { ...operation, server: "-o/tmp/x" },
      request({ header: { "@/etc/passwd": "x", "X-Two": "a\r\nX-Three: b", "X-Empty": "" } }),
    );
    expect(curl).toBe(
      `curl --url -o/tmp/x/boats/BOAT_ID \\\n  -X PUT \\\n  -u "$API_KEY:$API_SECRET" \\\n  -H 'X-Two: a X-Three: b' \\\n  -H 'X-Empty;'`,
    );
  });
});

describe("what the code sends", () => {
  /** What of a request reaches a server. */
  interface Received {
    method: string;
    segment: string;
    query: [string, string][];
    body: unknown;
    headers: Record<string, unknown>;
  }
  const received: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    let body = "";
    incoming.setEncoding("utf8");
    for await (const chunk of incoming) body += chunk;
    const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
    const { authorization, "content-type": type, "x-note": note, "x-key": key, cookie } = headers;
    received.push({
      method,
      segment: decodeURIComponent(pathname.replace("/v1/boats/", "")),
      query: [...searchParams],
      body: type === "application/json" ? JSON.parse(body) : body,
      // curl puts no space after a semicolon, which means the same.
      headers: { authorization, type, note, key, cookie: cookie?.replaceAll(/; ?/g, "; ") },
    });
    response.writeHead(pathname.includes("refuse") ? 400 : 200).end('{"answered":true}');
  });
  let address: string;
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => server.close());

  const bodies: unknown[] = [
    ...HOSTILE.map((word) => ({ [word]: word, list: [word] })),
    ...HOSTILE,
    ...fc.sample(json, { numRuns: 12, seed: 44 }),
    JSON.parse('{ "__proto__": { "polluted": true } }'),
    null,
    -1.5e300,
  ];
  const basic = `Basic ${btoa("the key:the:secret")}`;
  const sent = (parts: Partial<Received>, headers: Received["headers"]): Received => ({
    method: "PUT",
    segment: "m",
    query: [],
    body: {},
    ...parts,
    headers: {
      authorization: undefined,
      type: "application/json",
      note: undefined,
      key: undefined,
      cookie: undefined,
      ...headers,
    },
  });
  const simple = { path: { boatId: "m" }, query: {}, header: {}, body: {} };
  const cases: [Partial<SampleOperation>, SampleRequest, Received][] = [
    ...bodies.map((body, index): (typeof cases)[number] => {
      const word = HOSTILE[index % HOSTILE.length]?.replaceAll("\0", "") ?? "";
      const query = { q: word, list: ["a", word] };
      const note = "it's $HOME";
      return [
        {},
        { path: { boatId: word }, query, header: { "X-Note": note }, body },
        sent(
          {
            segment: word,
            query: [
              ["q", word],
              ["list", "a"],
              ["list", word],
            ],
            body,
          },
          { authorization: basic, note },
        ),
      ];
    }),
    [{ security: [bearer("TOKEN")] }, simple, sent({}, { authorization: "Bearer t k" })],
    [{ security: [apiKey("header", "X-Key", "TOKEN")] }, simple, sent({}, { key: "t k" })],
    [
      { security: [apiKey("query", "api key", "PLAIN")] },
      { ...simple, query: { a: 1 } },
      sent(
        {
          query: [
            ["a", "1"],
            ["api key", "abc"],
          ],
        },
        {},
      ),
    ],
    [{ security: [] }, simple, sent({}, {})],
    [
      { security: [apiKey("header", "X-Key", "TOKEN"), bearer("PLAIN")] },
      simple,
      sent({}, { key: "t k", authorization: "Bearer abc" }),
    ],
    [{ security: [apiKey("cookie", "sid", "PLAIN")] }, simple, sent({}, { cookie: "sid=abc" })],
    [
      { security: [apiKey("cookie", "sid", "PLAIN"), apiKey("cookie", "lang", "PLAIN")] },
      simple,
      sent({}, { cookie: "sid=abc; lang=abc" }),
    ],
    ...(["text", "bytes", "events", "none"] as const).map((answer): (typeof cases)[number] => [
      { answer },
      simple,
      sent({}, { authorization: basic }),
    ]),
    [
      { mediaType: "text/plain" },
      { ...simple, body: "@/etc/passwd" },
      sent({ body: "@/etc/passwd" }, { authorization: basic, type: "text/plain" }),
    ],
  ];
  const codes = (language: "curl" | "fetch") =>
    cases.map(([parts, each]) => sampleCode({ ...operation, server: address, ...parts }, each)[language]);
  const expected = cases.map(([, , each]) => each);

  it.skipIf(!hasShell).each(["sh", "bash"])("is the request itself: curl in %s", async (shell) => {
    received.length = 0;
    await runShell(
      shell,
      codes("curl")
        .map((code) => `${code} --silent --show-error --fail || exit 1\n`)
        .join(""),
    );
    expect(received).toStrictEqual(expected);
  });

  it("is the request itself: fetch, which compiles under the strictest options", async () => {
    received.length = 0;
    const files = codes("fetch").map((code, index) => [`./fetch-${index}.ts`, code] as const);
    for (const [file, code] of files) await writeFile(join(folder, file), `${code}\nexport {};\n`);
    const imports = files.map(([file]) => `await import("${file}");\n`);
    await writeFile(join(folder, "all.js"), imports.join(""));
    expect(await runNode(["all.js"], folder, env)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(received).toStrictEqual(expected);

    const compilerOptions = {
      ...strictest,
      noPropertyAccessFromIndexSignature: false,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const compiled = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
    expect(compiled).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("sends files as files", () => {
    const form = { ...operation, mediaType: "multipart/form-data", files: ["scan"] };
    const { curl, fetch, client } = sampleCode(form, { ...simple, body: { scan: "scan", note: "a" } });
    expect(curl).toContain("-F 'scan=@FILE' \\\n  --form-string 'note=a'");
    expect(fetch).toContain('body.set("scan", new Blob(["…"]));\nbody.set("note", "a");');
    expect(client).toContain('const body = {\n  scan: new Blob(["…"]),\n  note: "a",\n};');
  });

  it("reads what the operation answers", () => {
    const code = (answer: AnswerKind) => sampleCode({ ...operation, answer }, simple);
    expect(code("none").fetch).not.toContain("json()");
    expect(code("bytes").curl).toContain("--output answer");
    expect(code("events").curl).toContain("--no-buffer");
    expect(code("events").client).toMatch(/^for await \(const \{ data \} of await harbour\.updateBoat\(/m);
  });

  it("makes fetch throw if the response is an error", async () => {
    const refused = { ...simple, path: { boatId: "refuse" } };
    await writeFile(join(folder, "refuse.ts"), sampleCode({ ...operation, server: address }, refused).fetch);
    expect((await runNode(["refuse.ts"], folder, env)).stderr).toMatch(/400: \{"answered":true\}/);
  });

  it("is a text as it is, if the media type is not JSON", () => {
    expect(sampleCode({ ...operation, mediaType: "text/plain" }, { ...simple, body: "@/etc" }).json).toBe("@/etc");
  });
});
