// Every command explains itself, and refuses arguments that it does not have without doing anything.
import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "@repo/commands";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const files = globSync(["scripts/{,scenario/}*.ts", "spec/build.ts", "packages/*/{generate,build,build-site}.ts"], {
  cwd: root,
}).sort();
const argv = process.argv;
let printed = "";

beforeEach(() => {
  printed = "";
  const print = (text: unknown) => {
    printed += text;
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, "write").mockImplementation(print);
  for (const method of ["log", "error"] as const) vi.spyOn(console, method).mockImplementation(print);
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit code ${code}`);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
  process.argv = argv;
  process.exitCode = undefined;
});

/** Loads a command in this process with some arguments. Returns what it prints and its exit code. */
async function call(file: string, ...args: string[]): Promise<{ exitCode: unknown; printed: string }> {
  process.argv = [process.execPath, join(root, file), ...args];
  await import(pathToFileURL(join(root, file)).href);
  const [exitCode] = vi.mocked(process.exit).mock.lastCall ?? ["none"];
  return { exitCode, printed: printed.replace(/✗ exit code \d/, "") };
}

it("finds the commands", () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files).toContain("packages/docs/build-site.ts");
});

describe.each(files)("%s", (file) => {
  it("explains itself with --help", async () => {
    const { exitCode, printed } = await call(file, "--help");
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^Usage: pnpm [a-z:]+.*\n\n[A-Z].+\.\n\n/s);
    expect(printed).toMatch(/ --help +display help for command\n$/);
  });

  it.each([
    ["an unknown option", ["--unknown"]],
    ["a surplus argument", ["a", "b", "c"]],
  ])("refuses %s", async (_, args) => {
    const { exitCode, printed } = await call(file, ...args);
    expect(exitCode).toBe(2);
    expect(printed).toMatch(/^error: .*\n\nUsage: pnpm /);
    expect(printed).toMatch(/ --help +display help for command\n$/);
  });
});
