// changeset:from-spec, changeset:check and release:version, in a copy of the repository.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { copyWorkspace, root, type WorkspaceCopy } from "@repo/testing";
import { inc } from "semver";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { specPackages } from "../src/changesets.ts";

const [spec = "", types = "", client = ""] = specPackages.keys();
const config = JSON.parse(await readFile(join(root, ".changeset/config.json"), "utf8"));

const HAND = ".changeset/quick-fish.md";
const APPROVALS = "spec/approved-changes.yaml";

let workspace: WorkspaceCopy;
let release: typeof import("../src/index.ts");
let compare: typeof import("@repo/compare");

beforeAll(async () => {
  workspace = await copyWorkspace({ harbour: true });
  workspace.git("branch", "first");
  // The modules of the copy work on the copy.
  const load = (path: string) => import(pathToFileURL(join(workspace.folder, path)).href);
  release = await load("packages/release/src/index.ts");
  compare = await load("packages/compare/src/index.ts");
});

beforeEach(() => {
  workspace.git("reset", "--quiet", "--hard", "first");
  workspace.git("clean", "--quiet", "--force", "-d");
});

afterAll(() => workspace.remove());

const CAPTION = "          description: What it shows.\n";
const patch = () => workspace.editSpec(CAPTION, CAPTION.replace("it", "the photo"));
const minor = () =>
  workspace.editSpec(
    "        caption:\n",
    "        place:\n          type: string\n          description: Where it was taken.\n        caption:\n",
  );
const major = () => workspace.editSpec(CAPTION, `          maxLength: 100\n${CAPTION}`);
/** Approves whatever breaks now. */
const approveMajor = async () => {
  const { missing } = (await compare.specReport()).approvals;
  const entries = missing.map((change) => `- change: "${compare.fingerprintOf(change)}"\n  reason: It is cut there.\n`);
  await workspace.write(APPROVALS, `# Why breaks are wanted.\n${entries.join("")}`);
};

/** Returns what `pnpm changeset:from-spec` prints. */
async function fromSpec(base?: string): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await release.writeChangeset(base);
  const printed = log.mock.calls.map(([line]) => `${line}\n`).join("");
  log.mockRestore();
  return printed;
}
const check = async (base?: string) => release.checkChangesets(await compare.specReport(base), base);
const faults = (base?: string) => check(base).catch((error: Error) => error.message);

const changesets = async () =>
  (await readdir(join(workspace.folder, ".changeset"))).filter((name) => name.endsWith(".md") && name !== "README.md");
const theChangeset = async () => workspace.read(`.changeset/${(await changesets())[0]}`);
const byHand = (bump: string, names: Iterable<string> = specPackages.keys()) =>
  workspace.write(HAND, `---\n${[...names].map((name) => `"${name}": ${bump}\n`).join("")}---\n\nBy hand.\n`);

it("the packages that are made from the spec share one version", () => {
  expect(config.fixed).toEqual([[...specPackages.keys()]]);
});

describe("changeset:from-spec", () => {
  it("writes nothing if the spec has not changed in meaning", async () => {
    await workspace.editSpec("openapi: 3.1.1", "# a comment\nopenapi: 3.1.1");
    expect(await fromSpec()).toBe("✓ spec/openapi.yaml has not changed since main: it needs no changeset\n");
    expect(await changesets()).toEqual([]);
  });

  it.each([
    ["patch", patch, "- `~ caption: description`"],
    ["minor", minor, "- `+ place: optional string`"],
    ["major", major, "- **Breaking for writers:** `+ caption: maxLength 100`. "],
  ])("proposes a %s, and says why in the API's words", async (bump, edit, line) => {
    await edit();
    expect(await fromSpec()).toMatch(
      new RegExp(`^written {4}\\.changeset/spec-[\\da-f]{8}\\.md {2}a ${bump} of spec, types and client\n$`),
    );
    const front = [...specPackages.keys()].map((name) => `"${name}": ${bump}\n`).join("");
    const text = await theChangeset();
    expect(text.startsWith(`---\n${front}---\n\nThe API changed: 1 `)).toBe(true);
    expect(text).toContain(`\n\n\`uploadPhoto\`:\n\n${line}`);
  });

  it("lists breaking changes first, with the reason of their approval", async () => {
    await minor();
    await major();
    await approveMajor();
    await fromSpec();
    expect(await theChangeset()).toMatch(
      /The API changed: 1 breaking, 1 compatible\.\n\n`uploadPhoto`:\n\n- \*\*Breaking.* Approved: It is cut there\. \(`spec\/openapi\.yaml:\d+, was at line \d+`\)\n- `\+ place.*` \(`spec\/openapi\.yaml:\d+`\)/,
    );
  });

  it("writes the same file again, and replaces its own after further changes", async () => {
    await minor();
    await fromSpec();
    const first = await changesets();
    expect(await fromSpec()).toContain(`unchanged  .changeset/${first[0]}`);
    await major();
    expect(await fromSpec()).toContain(`removed    .changeset/${first[0]}`);
    expect(await changesets()).toHaveLength(1);
    workspace.git("checkout", "--quiet", "spec");
    expect(await fromSpec()).toContain("removed    .changeset/spec-");
    expect(await changesets()).toEqual([]);
  });

  it("keeps what was there at the base", async () => {
    await minor();
    await fromSpec();
    const [first] = await changesets();
    workspace.git("add", ".");
    workspace.git("commit", "--quiet", "--message", "A field");
    await major();
    expect(await fromSpec("HEAD")).not.toContain("removed");
    expect(await changesets()).toHaveLength(2);
    expect(await changesets()).toContain(first);
  });

  it("keeps what people wrote and what they edited", async () => {
    await minor();
    await fromSpec();
    const [name] = await changesets();
    const edited = (await theChangeset()).replace("The API changed", "It changed");
    await workspace.write(`.changeset/${name}`, edited);
    await byHand("patch");
    const kept = `kept       .changeset/${name}  It was edited by hand. Delete it to have it written again.\n`;
    expect(await fromSpec()).toBe(kept);
    expect(await workspace.read(`.changeset/${name}`)).toBe(edited);
    await major();
    expect(await fromSpec()).toMatch(/^written .*\nkept .*\n$/);
    expect(await changesets()).toHaveLength(3);
  });
});

describe("changeset:check", () => {
  it("asks for nothing if the spec has not changed", async () => {
    expect(await check()).toBe("✓ spec/openapi.yaml has not changed since main: it needs no changeset");
  });

  it.each([
    ["patch", patch],
    ["minor", minor],
    ["major", major],
  ])("asks for a %s, says how to get it, and accepts what changeset:from-spec writes", async (bump, edit) => {
    await edit();
    await approveMajor();
    const missing = [...specPackages.keys()].map((name) => `\n  ${name}  has no changeset`).join("");
    expect(await faults()).toContain(`spec/openapi.yaml asks for a ${bump} since main: 1 `);
    expect(await faults()).toContain(`${missing}\n\nRun \`pnpm changeset:from-spec\` and commit what it writes.`);
    await fromSpec();
    expect(await check()).toContain(`asks for a ${bump} since main, and has it: 1 `);
  });

  it("refuses a changeset that is too small or omits a package, and accepts a large one written by hand", async () => {
    await minor();
    await byHand("patch");
    expect(await faults("first")).toContain(
      `  ${client}  has a patch in ${HAND}, which is too small\n\nRun \`pnpm changeset:from-spec first\``,
    );
    await byHand("major", [spec, types]);
    expect(await faults()).toContain(`compatible\n  ${client}  has no changeset\n\n`);
    await byHand("major");
    expect(await check()).toContain("and has it");
  });

  it.each([
    ["a break that nobody approved", major, () => Promise.resolve(), "breaking for writers: not approved."],
    [
      "an approval of nothing",
      minor,
      () => workspace.write(APPROVALS, "- change: ffffffff\n  reason: Old.\n"),
      "ffffffff in spec/approved-changes.yaml approves no breaking change.",
    ],
    [
      "an approval although nothing changed",
      () => Promise.resolve(),
      () => workspace.write(APPROVALS, "- change: ffffffff\n  reason: Old.\n"),
      "ffffffff in spec/approved-changes.yaml approves no breaking change.",
    ],
  ])("refuses %s", async (_, edit, approve, message) => {
    await edit();
    await approve();
    await fromSpec();
    expect(await faults()).toContain(message);
  });

  it("does not count a changeset that was there at the base", async () => {
    await byHand("major");
    workspace.git("add", ".");
    workspace.git("commit", "--quiet", "--message", "Another change");
    await minor();
    expect(await faults("HEAD")).toContain("has no changeset");
  });

  it("refuses two for the same changes, which two branches can bring", async () => {
    await minor();
    await fromSpec();
    const [first] = await changesets();
    const text = await theChangeset();
    await major();
    await approveMajor();
    await fromSpec();
    await workspace.write(`.changeset/${first}`, text);
    expect(await faults()).toContain("These changesets describe the same changes since main:\n  .changeset/spec-");
  });

  it("names a file that is not a changeset", async () => {
    await minor();
    await workspace.write(HAND, "no front matter\n");
    expect(await faults()).toContain(`${HAND} is not a changeset: `);
  });

  it.each([
    ["1.4.2", "1.5.0", true],
    ["1.4.2", "2.0.0", true],
    ["1.4.2", "1.4.3", false],
    ["1.4.2", "1.3.9", false],
  ])("instead of a changeset for a minor, from version %s to %s: %s", async (before, after, isEnough) => {
    const setVersions = async (version: string) => {
      for (const folder of specPackages.values()) {
        const manifest = JSON.parse(await workspace.read(`${folder}/package.json`));
        await workspace.write(`${folder}/package.json`, JSON.stringify({ ...manifest, version }));
      }
    };
    await setVersions(before);
    workspace.git("commit", "--all", "--quiet", "--message", before);
    await setVersions(after);
    await minor();
    if (isEnough) expect(await check("HEAD")).toContain("and has it");
    else expect(await faults("HEAD")).toContain("has no changeset");
  });
});

describe("release:version", () => {
  beforeEach(() => workspace.git("checkout", "--quiet", "-B", "work"));

  it("raises the versions of packages and spec, ends the approvals, and generates", async () => {
    await major();
    await approveMajor();
    await fromSpec();
    const { version } = JSON.parse(await workspace.read("spec/package.json"));
    const next = `${inc(version, "major")}`;
    const { exitCode, stderr } = await workspace.run("release-version");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const folder of specPackages.values()) {
      expect(JSON.parse(await workspace.read(`${folder}/package.json`)).version).toBe(next);
      expect(await workspace.read(`${folder}/CHANGELOG.md`)).toContain("`+ caption: maxLength 100`");
    }
    expect(await workspace.read("packages/client/src/version.ts")).toContain(`version = "${next}"`);
    expect(await workspace.read("spec/openapi.yaml")).toContain("\n  version: 2.0.0\n");
    expect(await workspace.read("packages/types/src/spec.gen.ts")).toContain('specVersion = "2.0.0"');
    expect(await workspace.read(APPROVALS)).toBe("# Why breaks are wanted.\n[]\n");
    expect(await changesets()).toEqual([]);
    // The pull request of a release is checked as well.
    expect(await check("first")).toContain("and has it");
  });

  it.each([
    ["a break is not approved", major, "not approved. `pnpm spec:compare` says more."],
    ["a changeset is missing", minor, "has no changeset"],
  ])("changes nothing if %s", async (_, edit, message) => {
    await edit();
    await expect(release.releaseVersion()).rejects.toThrow(message);
    expect(workspace.git("status", "--porcelain")).toBe(" M spec/openapi.yaml\n");
  });
});
