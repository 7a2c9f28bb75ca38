// Overlays: what they change in a description, what is wrong with them, and where that is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readDescription } from "../src/read/index.ts";

const folder = mkdtempSync(join(tmpdir(), "overlay-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cwd = process.cwd();
beforeEach(() => process.chdir(folder));
afterEach(() => process.chdir(cwd));

function write(name: string, content: string | object): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), typeof content === "string" ? content : stringify(content));
  return name;
}

const responses = { 200: { description: "Fine." } };
const dogs = {
  openapi: "3.1.1",
  info: { title: "Kennel", version: "1.0.0" },
  tags: [{ name: "dogs" }, { name: "inner" }, { name: "old" }],
  paths: {
    "/dogs": {
      get: { tags: ["inner", "dogs"], parameters: [{ name: "q", in: "query", schema: { type: "string" } }], responses },
      post: { tags: ["inner"], responses },
    },
    "/cats": { get: { tags: [], responses } },
  },
};

/** An overlay with these actions. */
function overlayOf(actions: unknown, version = "1.1.0", more: object = {}) {
  return { overlay: version, info: { title: "Changes", version: "1" }, ...more, actions };
}

/** Reads the description with overlays, with `file:line:column message` of each problem, after "warning" if it is one. */
async function read(overlays: (string | object)[], description: string | object = dogs, file = "dogs.yaml") {
  write(file, description);
  const names = overlays.map((overlay, index) => write(`overlay-${index + 1}.yaml`, overlay));
  const { document, problems, problemsOf } = await readDescription(file, "structure", { overlays: names });
  const said = problems.map((problem) => {
    const place = `${problem.file}:${problem.line}:${problem.column}`;
    return `${problem.severity === "warning" ? "warning " : ""}${place} ${problem.message}`;
  });
  return { document, said, problemsOf };
}

/** The description with these changes, if nothing is wrong. */
async function changed(actions: object[], version?: string, description?: object) {
  const { document, said } = await read([overlayOf(actions, version)], description);
  expect(said).toEqual([]);
  return document as unknown as typeof dogs;
}

describe("update", () => {
  it("merges objects, adds to lists and replaces single values, in all that the target matches", async () => {
    const update = {
      summary: "List",
      tags: ["public"],
      responses: { 200: { description: "Good." }, 404: { description: "No." } },
    };
    const { paths } = await changed([{ target: "$.paths.*.get", description: "For all.", update }]);
    const list = { summary: "List", responses: { 200: { description: "Good." }, 404: { description: "No." } } };
    expect(paths["/dogs"]).toEqual({
      get: { ...dogs.paths["/dogs"].get, ...list, tags: ["inner", "dogs", "public"] },
      post: dogs.paths["/dogs"].post,
    });
    expect(paths["/cats"].get).toEqual({ ...list, tags: ["public"] });
  });

  it("leaves apart what it added in several places", async () => {
    const { paths } = await changed([
      { target: "$.paths.*.get", update: { "x-limits": { day: 1 } } },
      { target: "$.paths['/cats'].get['x-limits']", update: { day: 2 } },
    ]);
    expect(paths["/dogs"].get).toMatchObject({ "x-limits": { day: 1 } });
    expect(paths["/cats"].get).toMatchObject({ "x-limits": { day: 2 } });
  });

  it("adds one item or several to a list", async () => {
    const { tags } = await changed([
      { target: "$.tags", update: { name: "one" } },
      { target: "$.tags", update: [{ name: "two" }, { name: "three" }] },
    ]);
    expect(tags.map(({ name }) => name)).toEqual(["dogs", "inner", "old", "one", "two", "three"]);
  });

  it("replaces single values, since version 1.1", async () => {
    const { info } = await changed([{ target: "$.info['title','version']", update: "2" }]);
    expect(info).toEqual({ title: "2", version: "2" });
  });

  it("changes the whole description", async () => {
    const { info } = await changed([{ target: "$", update: { info: { title: "Dogs" } } }], "1.0.1");
    expect(info).toEqual({ title: "Dogs", version: "1.0.0" });
  });

  it("changes one of the places that have an alias of YAML", async () => {
    const text = stringify({ ...dogs, paths: {} }).replace(
      "paths: {}",
      "paths:\n  /a: &a { get: { responses: { 200: { description: A. } } } }\n  /b: *a",
    );
    const { document } = await read([overlayOf([{ target: "$.paths['/b'].get", update: { summary: "B" } }])], text);
    expect(document?.paths?.["/a"]?.get?.summary).toBeUndefined();
    expect(document?.paths?.["/b"]?.get?.summary).toBe("B");
  });
});

describe("remove", () => {
  it("removes members of objects, and items of lists", async () => {
    const { paths, tags } = await changed([
      { target: "$.paths.*[?@.tags[?@ == 'inner'] && @.parameters]", remove: true },
      { target: "$.tags[?@.name != 'inner']", remove: true },
      { target: "$.paths['/dogs'].post.tags[0]", remove: true },
    ]);
    expect(paths["/dogs"]).toEqual({ post: { tags: [], responses } });
    expect(tags).toEqual([{ name: "inner" }]);
  });

  it("removes what is within each other", async () => {
    const { tags, paths } = await changed([{ target: "$..[?@.name == 'inner' || @ == 'inner']", remove: true }]);
    expect(tags).toEqual([{ name: "dogs" }, { name: "old" }]);
    expect(paths["/dogs"].get.tags).toEqual(["dogs"]);
  });

  it("counts more than an update beside it, which is a warning", async () => {
    const { document, said } = await read([
      overlayOf([{ target: "$.tags", remove: true, update: [], copy: "$" }], "1.0.0"),
    ]);
    expect(document).not.toHaveProperty("tags");
    expect(said).toEqual(['warning overlay-1.yaml:6:5 Beside "remove: true", "update" and "copy" have no effect.']);
  });

  it("and an update make something new in its place", async () => {
    const { tags } = await changed([
      { target: "$.tags", remove: true },
      { target: "$", update: { tags: [{ name: "new" }] } },
    ]);
    expect(tags).toEqual([{ name: "new" }]);
  });
});

describe("copy", () => {
  it("merges what is elsewhere, as it is then", async () => {
    const { paths } = await changed([
      { target: "$.paths['/dogs'].post", update: { summary: "Changed" } },
      { target: "$.paths['/cats']", copy: "$.paths['/dogs']" },
      { target: "$.paths['/dogs'].post", update: { summary: "Changed again" } },
    ]);
    expect(paths["/cats"]).toEqual({
      get: { ...dogs.paths["/dogs"].get, tags: ["inner", "dogs"] },
      post: { ...dogs.paths["/dogs"].post, summary: "Changed" },
    });
  });

  it("puts what is around the target into it", async () => {
    const { paths } = await changed([
      { target: "$.paths", update: { "x-all": { dogs: {} } } },
      { target: "$.paths['x-all'].dogs", copy: "$.paths" },
    ]);
    expect(paths).toEqual({ ...dogs.paths, "x-all": { dogs: { ...dogs.paths, "x-all": { dogs: {} } } } });
  });

  it.each([
    ["$.nothing", "$.nothing matches 0 values, and one alone can be copied."],
    ["$.tags.*", "$.tags.* matches 3 values, and one alone can be copied."],
    ["tags", "The copy \"tags\" is not a JSONPath (RFC 9535), such as $.paths['/dogs'].get."],
    ["$.tags", "At /info, the description has an object, and not a list."],
  ])("refuses %s", async (copy, message) => {
    const { document, said } = await read([overlayOf([{ target: "$.info", copy }])]);
    expect(document).toBeUndefined();
    expect(said).toEqual([`overlay-1.yaml:7:11 ${message}`]);
  });
});

it("overlays are applied in their order, each to what the one before left", async () => {
  const { document, said } = await read([
    overlayOf([{ target: "$.paths['/cats']", remove: true }], "1.0.0"),
    JSON.stringify(overlayOf([{ target: "$.paths", update: { "/cats": { get: { responses, summary: "New" } } } }])),
    overlayOf([{ target: "$.paths['/cats'].get", update: { deprecated: true } }]),
  ]);
  expect(said).toEqual([]);
  expect(document?.paths?.["/cats"]).toEqual({ get: { responses, summary: "New", deprecated: true } });
});

it("what an overlay adds is read as if the description had it: references, versions, what is left out", async () => {
  write("shared/dog.yaml", { type: "object", properties: { name: { type: "string" } } });
  const schema = { $ref: "./shared/dog.yaml" };
  const update = { 200: { content: { "application/json": { schema } } } };
  const { document, said } = await read(
    [
      overlayOf([
        { target: "$", update: { openapi: "3.1.0" } },
        { target: "$.paths['/dogs'].get.responses", update },
      ]),
    ],
    { ...dogs, openapi: "4.0.0" },
  );
  expect(said).toEqual([]);
  expect(document?.openapi).toBe("3.1.0");
  expect(document?.components?.schemas).toEqual({ dog: { type: "object", properties: { name: { type: "string" } } } });
});

describe("places", () => {
  it("of what an overlay brought are in the overlay, and of what it moved where that was written", async () => {
    const description = {
      ...dogs,
      paths: {
        "/dogs": {
          get: {
            parameters: [
              { name: "a", in: "query" },
              { name: "b", in: "query" },
            ],
            responses,
          },
        },
      },
    };
    const { said } = await read(
      [
        overlayOf([
          { target: "$.paths['/dogs'].get.parameters", update: { name: "c", in: "query", schema: 1 } },
          { target: "$.paths['/dogs'].get.parameters[0]", remove: true },
        ]),
        overlayOf([{ target: "$.paths['/dogs'].get", update: { responses: { 404: { description: ["No."] } } } }]),
      ],
      description,
    );
    expect(said).toEqual([
      expect.stringMatching(/^warning dogs\.yaml:15:11 .*"schema"/),
      expect.stringMatching(/^warning overlay-1\.yaml:10:15 "schema" /),
      expect.stringMatching(/^warning overlay-2\.yaml:9:9 "404" has no "description"/),
      expect.stringMatching(/^warning overlay-2\.yaml:11:13 "description" must be a string/),
    ]);
  });

  it("of what was written a second time are there", async () => {
    const { said } = await read([
      overlayOf([{ target: "$.paths['/cats'].get", update: { responses: { 404: { description: "No." } } } }]),
      overlayOf([
        { target: "$.paths['/cats']", remove: true },
        { target: "$.paths", update: { "/cats": { get: { responses: { 404: { description: 1 } } } } } },
      ]),
    ]);
    expect(said).toEqual([expect.stringMatching(/^warning overlay-2\.yaml:14:28 "description" must be a string/)]);
  });

  it("are found behind any name", async () => {
    const update = { "/50%~/%41": { get: { responses: { 200: { description: 1 } } } } };
    const { said } = await read([overlayOf([{ target: "$.paths", update }])]);
    expect(said).toEqual([expect.stringMatching(/^warning overlay-1\.yaml:12:28 "description" must be a string/)]);
  });

  it("of references without an end are in the overlay that made them", async () => {
    const schemas = { Dog: { $ref: "#/components/schemas/Wolf" }, Wolf: { $ref: "#/components/schemas/Dog" } };
    const { document, said } = await read([overlayOf([{ target: "$", update: { components: { schemas } } }])]);
    expect(document).toBeUndefined();
    expect(said).toEqual([
      expect.stringMatching(/^overlay-1\.yaml:11:19 .* leads back to itself/),
      expect.stringMatching(/^overlay-1\.yaml:13:19 .* leads back to itself/),
    ]);
  });

  it("of a description in JSON, and of the warnings of a generator", async () => {
    const actions = [
      { target: "$.paths['/cats'].get", update: { tags: ["new"] } },
      { target: "$.paths", update: { "/%41": { get: { responses } } } },
    ];
    const text = JSON.stringify(dogs, null, 1);
    const { problemsOf } = await read([overlayOf(actions)], text, "dogs.json");
    const placesOf = (pointer: string) =>
      problemsOf([{ rule: "r", pointer, message: "m" }]).map(({ file, line }) => [file, line]);
    const lastLine = text.split("\n").findLastIndex((line) => line.includes('"responses"')) + 1;
    expect(placesOf("/paths/~1cats/get/tags/0")).toEqual([["overlay-1.yaml", 9]]);
    expect(placesOf("/paths/~1%41/get/responses")).toEqual([["overlay-1.yaml", 14]]);
    expect(placesOf("/paths/~1cats/get/responses")).toEqual([["dogs.json", lastLine]]);
  });
});

describe("nothing is read with", () => {
  const update = { x: 1 };
  it.each<[string, overlay: string | object, ...said: string[]]>([
    [
      "no overlay",
      { openapi: "3.1.0" },
      '1:1 overlay-1.yaml is not an OpenAPI Overlay, which is an object that starts with "overlay: 1.1.0".',
    ],
    [
      "a list",
      "- overlay: 1.1.0\n",
      '1:1 overlay-1.yaml is not an OpenAPI Overlay, which is an object that starts with "overlay: 1.1.0".',
    ],
    [
      "no YAML",
      "overlay: [1\n",
      "2:1 This is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
    ],
    [
      "another version",
      overlayOf([], "2.0.0"),
      "1:10 Overlay 2.0.0 is not supported: write the overlay in version 1.0.0 or 1.1.0.",
    ],
    [
      "a version that is a number",
      "overlay: 1.1\nactions: []\n",
      "1:10 Overlay 1.1 is not supported: write the overlay in version 1.0.0 or 1.1.0.",
    ],
    ["no actions", overlayOf([]), "5:10 The overlay has no list of actions, so it changes nothing."],
    ["an action that is a text", overlayOf(["x"]), "6:5 The action is not an object with a target."],
    [
      "no target",
      overlayOf([{ update }]),
      "6:5 The target undefined is not a JSONPath (RFC 9535), such as $.paths['/dogs'].get.",
    ],
    [
      "a target that is no JSONPath",
      overlayOf([{ target: "paths./dogs", update }]),
      "6:13 The target \"paths./dogs\" is not a JSONPath (RFC 9535), such as $.paths['/dogs'].get.",
    ],
    [
      "update and copy",
      overlayOf([{ target: "$", update, copy: "$" }]),
      '6:5 The action has "update" and "copy": leave out one of them.',
    ],
    [
      "a copy before 1.1",
      overlayOf([{ target: "$", copy: "$" }], "1.0.0"),
      "7:11 Overlay 1.0 has no copy: write the overlay in version 1.1.0.",
    ],
    [
      "a single value before 1.1",
      overlayOf([{ target: "$.info.title", update: "x" }], "1.0.0"),
      "6:13 $.info.title matches a single value, and Overlay 1.0 updates objects and lists: target the object around it, or write the overlay in version 1.1.0.",
    ],
    [
      "an object for a single value",
      overlayOf([{ target: "$.info.title", update }]),
      "8:7 At /info/title, the description has a single value, and not an object.",
    ],
    [
      "a list for an object",
      overlayOf([{ target: "$.info", update: [1] }]),
      "8:7 At /info, the description has an object, and not a list.",
    ],
    [
      "a misfit within",
      overlayOf([{ target: "$", update: { info: { title: ["x"] } } }]),
      "10:11 At /info/title, the description has a single value, and not a list.",
    ],
    [
      "an item for a list within",
      overlayOf([{ target: "$", update: { tags: "x" } }]),
      "8:13 At /tags, the description has a list, and not a single value.",
    ],
    [
      "several kinds",
      overlayOf([{ target: "$['info','tags']", update }]),
      "6:13 $['info','tags'] matches an object and a list: target one kind.",
    ],
    ["the whole removed", overlayOf([{ target: "$", remove: true }]), "6:13 The whole description cannot be removed."],
    [
      "a name that JavaScript reserves",
      'overlay: 1.1.0\nactions: [{ target: $, update: { "__proto__": { x: 1 } } }]\n',
      '1:1 overlay-1.yaml has the name "__proto__" at #/actions/0/update: JavaScript reserves it, so choose another.',
    ],
  ])("%s", async (_, overlay, ...expected) => {
    const { document, said } = await read([overlay]);
    expect(document).toBeUndefined();
    expect(said).toEqual(expected.map((each) => `overlay-1.yaml:${each}`));
  });

  it("what an overlay makes of the description", async () => {
    const update = { "/x": { $ref: "#/paths/toString" } };
    const { document, said } = await read([overlayOf([{ target: "$.paths", update }])]);
    expect(document).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/^dogs\.yaml:1:1 dogs\.yaml has a \$ref "#\/paths\/toString" /)]);
  });

  it("an overlay that does not exist", async () => {
    write("dogs.yaml", dogs);
    const { document, problems } = await readDescription("dogs.yaml", "structure", { overlays: ["missing.yaml"] });
    expect(document).toBeUndefined();
    expect(problems).toMatchObject([
      { severity: "error", file: "missing.yaml", message: "missing.yaml does not exist." },
    ]);
  });
});

describe("a warning is", () => {
  it("an action that matches nothing, or does nothing", async () => {
    const { document, said } = await read([overlayOf([{ target: "$.x", update: 1 }, { target: "$.info" }])]);
    expect(document).toEqual(dogs);
    expect(said).toEqual([
      "warning overlay-1.yaml:6:13 $.x matches nothing, so that nothing changes.",
      'warning overlay-1.yaml:8:5 The action has no "update", "copy" or "remove: true", so that nothing changes.',
    ]);
  });

  it.each([
    ["./dogs.yaml", []],
    ["https://kennel.example/dogs.yaml", []],
    ["../cats.yaml", ["warning overlay-1.yaml:5:10 The overlay is for ../cats.yaml, and is applied to dogs.yaml."]],
  ])("that the overlay extends another file: %s", async (target, expected) => {
    const { said } = await read([
      overlayOf([{ target: "$.info", update: { title: "x" } }], "1.1.0", { extends: target }),
    ]);
    expect(said).toEqual(expected);
  });
});
