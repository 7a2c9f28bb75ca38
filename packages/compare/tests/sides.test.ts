import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { baseDescription, git } from "../src/base-description.ts";

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
  const { document } = await baseDescription(folder, FILE, name);
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

it("takes the last release by default, or else main", async () => {
  expect(await baseDescription(folder, FILE)).toMatchObject({ name: "v1.0.0", commit: first });
  await git(folder, "tag", "--delete", "v1.0.0");
  expect(await baseDescription(folder, FILE)).toMatchObject({ name: "main" });
  await git(folder, "tag", "v1.0.0", first);
});

it("names what is wrong with a base", async () => {
  await expect(baseDescription(folder, FILE, "nowhere")).rejects.toThrow(
    '"nowhere" is neither a file nor a git revision. Name one that has spec/openapi.yaml, such as main.',
  );
  await expect(baseDescription(folder, "spec/other.yaml", "main")).rejects.toThrow("main has no spec/other.yaml");
  const broken = join(folder, "broken.yaml");
  await writeFile(broken, "openapi: 3.1.1\ninfo: {}\npaths: 5\n");
  await expect(baseDescription(folder, FILE, broken)).rejects.toThrow(`${broken} has errors`);
});
