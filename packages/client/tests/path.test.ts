import { describe, expect, it } from "vitest";
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
  ])("encodes %j", (modelId, path) => {
    expect(fillPath("/models/{modelId}", { modelId })).toBe(path);
    expect(new URL(`https://api.example/v1${path}`).pathname).toBe(`/v1${path}`);
  });

  it.each([
    ["", 'Path parameter "modelId" cannot be "": nothing was sent'],
    [undefined, 'Path parameter "modelId" cannot be undefined: nothing was sent'],
    [null, 'Path parameter "modelId" cannot be object: nothing was sent'],
    [".", 'Path parameters of /models/{modelId} must not be "." or "..": nothing was sent'],
    ["..", 'Path parameters of /models/{modelId} must not be "." or "..": nothing was sent'],
    [{ id: 1 }, 'Path parameter "modelId" cannot be object: nothing was sent'],
    [["a"], 'Path parameter "modelId" cannot be object: nothing was sent'],
    ["\uD800", 'Path parameter "modelId" cannot be "\\ud800": nothing was sent'],
  ])("refuses %j", (modelId, message) => {
    const fill = () => fillPath("/models/{modelId}", { modelId });
    expect(fill).toThrow(message);
    expect(fill).toThrow(expect.objectContaining({ code: "request", name: "ScenarioRequestError" }));
  });

  it("sees a dot segment that two parameters make together", () => {
    expect(() => fillPath("/files/{name}.{type}", { name: ".", type: "." })).not.toThrow();
    expect(() => fillPath("/files/{a}{b}", { a: ".", b: "." })).toThrow('must not be "." or ".."');
    expect(() => fillPath("/files/{a}/raw", { a: ".." })).toThrow('must not be "." or ".."');
  });

  it("does not take a parameter from the prototype", () => {
    expect(() => fillPath("/{constructor}", {})).toThrow('"constructor" cannot be function');
  });
});
