import { describe, expect, it } from "vitest";
import { ScenarioRequestError } from "../src/errors.ts";
import { fillPath } from "../src/path.ts";

describe("fillPath", () => {
  it.each([
    ["model_eyVcnFJcR92BxBkz7N6g5w", "/models/model_eyVcnFJcR92BxBkz7N6g5w"],
    ["a b", "/models/a%20b"],
    ["a/b", "/models/a%2Fb"],
    ["../admin", "/models/..%2Fadmin"],
    ["..\\admin", "/models/..%5Cadmin"],
    ["%2e%2e", "/models/%252e%252e"],
    ["a?b#c", "/models/a%3Fb%23c"],
    ["{modelId}", "/models/%7BmodelId%7D"],
    ["héllo→", "/models/h%C3%A9llo%E2%86%92"],
    ["$&", "/models/%24%26"],
    ["...", "/models/..."],
    [42, "/models/42"],
    [true, "/models/true"],
    [["a", "b/c"], "/models/a,b%2Fc"],
  ])("encodes %j", (modelId, path) => {
    expect(fillPath("/models/{modelId}", { modelId })).toBe(path);
    expect(new URL(`https://api.example/v1${path}`).pathname).toBe(`/v1${path}`);
  });

  it.each([
    ["", 'Path parameter "modelId" is empty: nothing was sent'],
    [undefined, 'Path parameter "modelId" is missing: nothing was sent'],
    [null, 'Path parameter "modelId" is missing: nothing was sent'],
    [".", 'Path parameters of /models/{modelId} must not be "." or "..": nothing was sent'],
    ["..", 'Path parameters of /models/{modelId} must not be "." or "..": nothing was sent'],
    [{ id: 1 }, 'Path parameter "modelId" is not text (object): nothing was sent'],
    [Number.NaN, 'Path parameter "modelId" is not text (number): nothing was sent'],
    [[], 'Path parameter "modelId" is not text (object): nothing was sent'],
    [["a", ""], 'Path parameter "modelId" is empty: nothing was sent'],
    ["\uD800", 'Path parameter "modelId" is not well-formed Unicode: nothing was sent'],
  ])("refuses %j", (modelId, message) => {
    expect(() => fillPath("/models/{modelId}", { modelId })).toThrow(new ScenarioRequestError(message));
  });

  it("sees a dot segment that two parameters make together", () => {
    expect(() => fillPath("/files/{name}.{type}", { name: ".", type: "." })).not.toThrow();
    expect(() => fillPath("/files/{a}{b}", { a: ".", b: "." })).toThrow('must not be "." or ".."');
    expect(() => fillPath("/files/{a}/raw", { a: ".." })).toThrow('must not be "." or ".."');
  });

  it("does not take a parameter from the prototype", () => {
    expect(() => fillPath("/{constructor}", {})).toThrow(ScenarioRequestError);
  });
});
