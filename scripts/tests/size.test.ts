// The client stays within its budget (.size-limit.json), as a page would ship it.
import { beforeAll, expect, it } from "vitest";
import { bundleForSizeLimit, sizeLimit } from "../size.ts";

beforeAll(bundleForSizeLimit);

it("keeps a program that updates one model within the budget", () => {
  const { status, stdout, stderr } = sizeLimit();
  expect(status, stdout + stderr).toBe(0);
});

it("measures a bundle that has the client in it", () => {
  const { stdout } = sizeLimit("--json");
  const [check]: { size: number }[] = JSON.parse(stdout);
  expect(check?.size).toBeGreaterThan(2000);
});
