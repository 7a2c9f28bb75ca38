import { execFile } from "node:child_process";
import { promisify, stripVTControlCharacters } from "node:util";
import type { OpenApiDocument } from "@repo/openapi";
import type { RequestParts } from "@scenario-openapi/client/validation";
import { expect, test } from "vitest";
import { readApi, sandboxOf } from "../src/api.ts";
import { type OwnText, startupText } from "../src/startup-text.ts";

const key = { name: "Harbour-Key", in: "header", required: true, schema: { type: "string" }, example: "a$b" } as const;
const boatId = {
  name: "boatId",
  in: "path",
  required: true,
  schema: { type: "string" },
  example: "boat 7",
} as const;
const description = "";
const content = (example: unknown) => ({ "application/json": { example } });
const document: OpenApiDocument = {
  openapi: "3.1.1",
  info: { title: "Harbour", version: "1" },
  servers: [{ url: "/v1" }],
  security: [{ token: [] }],
  paths: {
    "/boats/{boatId}": {
      parameters: [boatId],
      put: {
        operationId: "updateBoat",
        parameters: [key],
        requestBody: { required: true, content: content({ name: 'The "Aurora" of $HOME' }) },
        responses: { 200: { description, content: content("updated") } },
      },
      delete: { operationId: "deleteBoat", responses: { default: { description } } },
    },
  },
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
};
const received: RequestParts[] = [];
const validate = (request: RequestParts) => {
  received.push(request);
  return [];
};
const validators = { dropAnchor: validate, listTides: validate, updateBoat: validate, listBoats: validate };
const withList = structuredClone(document);
withList.paths = {
  ...withList.paths,
  "/anchors": {
    post: {
      operationId: "dropAnchor",
      requestBody: { required: true, content: content({}) },
      responses: { 201: { description, content: content("dropped") } },
    },
  },
  "/cranes": {
    get: {
      operationId: "listCranes",
      responses: {
        200: { description, content: { "application/json": { schema: { type: "array" }, example: "no list" } } },
      },
    },
  },
  "/tides": {
    get: {
      operationId: "listTides",
      parameters: [{ name: "day", in: "query", required: true, schema: { type: "string", pattern: "^[^a-z]{9}$" } }],
      responses: { 200: { description, content: content([]) } },
    },
  },
  "/boats": { get: { operationId: "listBoats", responses: { 200: { description, content: content(["Aurora"]) } } } },
};

const text = (of: OpenApiDocument, own: OwnText = {}, url = "http://127.0.0.1:4010/v1", color = false) => {
  const api = readApi(of, { notice: "Unofficial." }, validators);
  return startupText({ ...api, url, credentials: { token: "sandbox-token" } }, own, color);
};

test("says what is served, where, and with which credentials", () => {
  expect(text(withList).replaceAll(" ^\n", " \\\n")).toBe(`Harbour sandbox  nothing leaves this machine
Unofficial.

  URL    http://127.0.0.1:4010/v1
  token  sandbox-token             sent as Authorization: Bearer

6 operations
  POST    /v1/anchors         dropAnchor  returns its example
  GET     /v1/cranes          listCranes  is refused with 500
  GET     /v1/tides           listTides   returns its example
  GET     /v1/boats           listBoats   returns its example
  PUT     /v1/boats/{boatId}  updateBoat  returns its example
  DELETE  /v1/boats/{boatId}  deleteBoat  is refused with 501

Try it
  curl http://127.0.0.1:4010/v1/boats \\
    -H "Authorization: Bearer sandbox-token"

Press Ctrl+C to stop it.
`);
});

test("shows what else a sandbox has", () => {
  const rows = Array.from({ length: 22 }, (_, index) => [`boat ${index}`, "ferry"]);
  const own = text(withList, {
    lists: [{ heading: "22 boats", rows }],
    effects: { updateBoat: "updates the boats" },
    tried: { name: "updateBoat", path: { boatId: "boat_9" }, body: {} },
    note: "Updates last.",
  });
  expect(own).toContain("updateBoat  updates the boats\n");
  expect(own).toContain("\n22 boats\n  boat 0   ferry\n");
  expect(own).toContain("  boat 19  ferry\n  and 2 more\n\n");
  expect(own).toMatch(/curl http:\/\/127.0.0.1:4010\/v1\/boats\/boat_9 .*-d "{}"\n\nUpdates last. Press/s);
});

test("has the same words in color", () => {
  const colored = text(withList, {}, undefined, true);
  expect(colored).toContain("\u001b[1m6 operations");
  expect(stripVTControlCharacters(colored)).toBe(text(withList));
});

const inShell = test.skipIf(process.platform === "win32");

inShell.each([
  ["without a body", withList, ["Aurora"], {}],
  [
    "with a body",
    document,
    "updated",
    { path: { boatId: "boat 7" }, header: { "Harbour-Key": "a$b" }, body: { name: 'The "Aurora" of $HOME' } },
  ],
])("a shell can send the request to try: %s", async (_, of, answer, request) => {
  const { listen } = sandboxOf(readApi(of, {}, validators), {});
  const { url, close } = await listen(0);
  const [, curl = ""] = /^ {2}(curl .*?)\n\n/ms.exec(text(of, {}, url)) ?? [];
  const { stdout } = await promisify(execFile)("sh", ["-c", `${curl} -sS --fail`]);
  expect(JSON.parse(stdout)).toEqual(answer);
  expect(received.at(-1)).toMatchObject(request);
  await close();
});

test("shows no request if none can be answered", () => {
  const none = structuredClone(document);
  delete none.paths?.["/boats/{boatId}"]?.put;
  expect(text(none)).not.toContain("Try it");
});
