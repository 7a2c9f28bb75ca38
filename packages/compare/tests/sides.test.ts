import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { git, readSide } from "../src/sides.ts";

const FILE = "spec/openapi.yaml";

let folder: string;
let first: string;

/** A description in two files. */
async function write(title: string): Promise<void> {
  const openapi = `openapi: 3.1.1
info:
  title: Things
  version: 1.0.0
paths:
  /things:
    get:
      responses:
        "200":
          description: A thing.
          content:
            application/json:
              schema:
                $ref: parts/thing.yaml
`;
  await writeFile(join(folder, FILE), openapi);
  await writeFile(join(folder, "spec/parts/thing.yaml"), `type: object\ntitle: ${title}\n`);
}

async function commit(title: string): Promise<void> {
  await write(title);
  await git(folder, "add", ".");
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  await git(folder, ...identity, "commit", "--quiet", "--message", title);
}

async function titleAt(name?: string): Promise<unknown> {
  const { document } = await readSide(folder, FILE, name);
  return /"title":"(Thing \d)"/.exec(JSON.stringify(document))?.[1];
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "base-")));
  await mkdir(join(folder, "spec/parts"), { recursive: true });
  await git(folder, "init", "--quiet", "--initial-branch=main");
  await commit("Thing 1");
  first = (await git(folder, "rev-parse", "HEAD"))?.trim() ?? "";
  await git(folder, "tag", "v1.0.0");
  await commit("Thing 2");
  await write("Thing 3");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it("reads a file, or a revision with the files that it refers to", async () => {
  expect(await titleAt(join(folder, FILE))).toBe("Thing 3");
  expect(await titleAt("main")).toBe("Thing 2");
  expect(await titleAt("v1.0.0")).toBe("Thing 1");
  expect(await titleAt(first)).toBe("Thing 1");
});

it("reads another file of a revision, and says where it is written", async () => {
  const { document, placeOf } = await readSide(folder, "spec/none.yaml", `v1.0.0:${FILE}`);
  expect(document.info.title).toBe("Things");
  expect(placeOf("/info/title")).toEqual({ file: FILE, line: 3, column: 10 });
});

it("takes the last release by default, which only some tags name, or else main", async () => {
  await git(folder, "tag", "nightly", "main");
  await git(folder, "tag", "v2.0.0-rc.1", "main");
  expect(await readSide(folder, FILE)).toMatchObject({ name: "v1.0.0", commit: first });
  await git(folder, "tag", "v1.9.0", "main");
  await git(folder, "tag", "@acme/client@2.0.0", "main");
  expect(await readSide(folder, FILE)).toMatchObject({ name: "v1.9.0" });
  await git(folder, "tag", "@acme/spec@1.10.0", "main");
  expect(await readSide(folder, FILE)).toMatchObject({ name: "@acme/spec@1.10.0" });
  await git(folder, "tag", "--delete", "v1.9.0");
  await git(folder, "tag", "--delete", "v1.0.0", "@acme/spec@1.10.0");
  expect(await readSide(folder, FILE)).toMatchObject({ name: "main" });
  await git(folder, "tag", "v1.0.0", first);
});

it("names what is wrong with a base", async () => {
  await expect(readSide(folder, FILE, "nowhere")).rejects.toThrow(
    '"nowhere" is neither a file nor a git revision. Name one that has spec/openapi.yaml, such as main.',
  );
  await expect(readSide(folder, "spec/other.yaml", "main")).rejects.toThrow("main has no spec/other.yaml");
  const broken = join(folder, "broken.yaml");
  await writeFile(broken, "openapi: 3.1.1\ninfo: [\n");
  await expect(readSide(folder, FILE, broken)).rejects.toThrow(`${broken} cannot be read`);
});

it("reads what it can of a description with errors, and counts them", async () => {
  const wrong = join(folder, "wrong.yaml");
  await writeFile(
    wrong,
    'openapi: 3.1.1\ninfo: { title: Things, version: 1.0.0 }\npaths: { /a: { get: { responses: { "200": { $ref: "#/nowhere" } } } } }\n',
  );
  const { document, errors } = await readSide(folder, FILE, wrong);
  expect(document.info.title).toBe("Things");
  expect(errors).toMatchObject([{ rule: "no-unresolved-refs" }]);
});
