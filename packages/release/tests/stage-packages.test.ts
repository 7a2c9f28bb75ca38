import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it, vi } from "vitest";
import { stagePackages } from "../src/stage-packages.ts";

/** A repository with an `origin`, and an npm that writes down how it is called and refuses one tarball. */
async function workplace(refused = "none") {
  const folder = await mkdtempDisposable(join(tmpdir(), "stage-"));
  const repository = join(folder.path, "repository");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: repository, encoding: "utf8" });
  await mkdir(repository);
  git("init", "--quiet", "--bare", "../origin.git");
  git("init", "--quiet");
  git("remote", "add", "origin", "../origin.git");
  git(
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@b.example",
    "commit",
    "--quiet",
    "--allow-empty",
    "--message",
    "Release",
  );
  const calls = join(folder.path, "calls");
  const npm = join(folder.path, "npm");
  await writeFile(calls, "");
  await writeFile(npm, `#!/bin/sh\necho "$@" >> '${calls}'\ncase "$3" in ${refused}) exit 1;; esac\n`);
  await chmod(npm, 0o755);
  vi.stubEnv("PATH", `${folder.path}${delimiter}${process.env["PATH"]}`);
  return {
    [Symbol.asyncDispose]: async () => {
      vi.unstubAllEnvs();
      await folder[Symbol.asyncDispose]();
    },
    git,
    calls: async () => (await readFile(calls, "utf8")).split("\n").filter(Boolean),
    pushed: () => git("ls-remote", "--tags", "origin").match(/(?<=refs\/tags\/).+/g) ?? [],
    stage: () => stagePackages([packed("spec"), packed("client")], folder.path, repository),
  };
}

function packed(name: string) {
  return { path: `${name}.tgz`, manifest: { name: `@a/${name}`, version: "1.2.0", exports: {} } };
}

it.skipIf(process.platform === "win32")("stages each tarball once, and tags what it staged", async () => {
  await using place = await workplace();
  await place.stage();
  const calls = ["stage publish spec.tgz --access public", "stage publish client.tgz --access public"];
  expect(await place.calls()).toEqual(calls);
  expect(place.pushed()).toEqual(["@a/client@1.2.0", "@a/spec@1.2.0"]);
  await place.stage();
  expect(await place.calls()).toEqual(calls);
});

it.skipIf(process.platform === "win32")("tags nothing that npm refuses, and keeps what it staged before", async () => {
  await using place = await workplace("client.tgz");
  await expect(place.stage()).rejects.toThrow("npm did not stage @a/client@1.2.0");
  expect(place.pushed()).toEqual(["@a/spec@1.2.0"]);
});

it.skipIf(process.platform === "win32")("says so when the tag of a staged package cannot be pushed", async () => {
  await using place = await workplace();
  place.git("remote", "set-url", "origin", "../nowhere.git");
  await expect(place.stage()).rejects.toThrow("@a/spec@1.2.0 is staged, but could not be tagged");
});
