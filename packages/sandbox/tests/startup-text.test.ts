import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { startupText } from "../src/startup-text.ts";

const started = {
  url: "http://127.0.0.1:4010/v1",
  credentials: { apiKey: "key", apiSecret: "secret" },
  models: [],
  routes: [
    { method: "GET", path: "/v1/models", name: "listModels" },
    { method: "PUT", path: "/v1/models/{modelId}", name: "updateModel" },
    { method: "DELETE", path: "/v1/models/{modelId}", name: "deleteModel" },
  ],
};

test("lists the operations if there are several", () => {
  expect(startupText(started, false)).toContain(`
3 operations
  GET     /v1/models            listModels   returns its example
  PUT     /v1/models/{modelId}  updateModel  updates the models
  DELETE  /v1/models/{modelId}  deleteModel  returns its example

0 models
`);
});

test("has the same words in color", () => {
  const colored = startupText(started, true);
  expect(colored).toContain("\u001b[1m3 operations");
  expect(stripVTControlCharacters(colored)).toBe(startupText(started, false));
});
