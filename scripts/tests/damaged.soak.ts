// Descriptions in which one value was replaced or removed: each is refused with an error that has a place, or code and pages
// are generated from it. `SEED=2 pnpm test:soak` damages other values.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { siteFiles, siteOptions } from "@repo/docs";
import { readDescription } from "@repo/openapi/read";
import { packageFiles } from "@repo/standalone";
import { root } from "@repo/testing";
import { expect, it } from "vitest";
import { parse } from "yaml";

const ROUNDS = 100;
const REPLACEMENTS = [null, "text", 5, true, [], {}, ["text"], [5], [null], { x: 5 }, { x: null }, undefined];

it.each(["museum.yaml", "logistics.json"])("%s, damaged", async (name) => {
  const seed = Number(process.env["SEED"] ?? 1);
  const random = randomNumbers(seed);
  const text = await readFile(join(root, "packages/testing/descriptions", name), "utf8");
  const folder = await mkdtemp(join(tmpdir(), "damaged-"));
  const file = join(folder, "openapi.json");
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const description = parse(text);
    const damage = damageOne(description, random);
    await writeFile(file, JSON.stringify(description));
    const { document, problems } = await readDescription(file, "structure");
    const errors = problems.filter(({ severity }) => severity === "error");
    expect(errors.length > 0, damage).toBe(document === undefined);
    if (document === undefined) {
      refused++;
      continue;
    }
    const generated = packageFiles(document, {}, { spec: file, out: folder }).then(async () =>
      Array.fromAsync(siteFiles(document, await siteOptions(document))),
    );
    await expect(generated, damage).resolves.toBeDefined();
  }
  await rm(folder, { recursive: true });
  console.log(`${name} with SEED=${seed}: ${ROUNDS} damaged, ${refused} refused`);
});

/** Replaces or removes a value somewhere in a description. Returns what was done, for the message of a failure. */
function damageOne(description: object, random: (below: number) => number): string {
  const places: [holder: object, key: string][] = [];
  const visit = (holder: unknown) => {
    if (typeof holder !== "object" || holder === null) return;
    for (const [key, value] of Object.entries(holder)) {
      places.push([holder, key]);
      visit(value);
    }
  };
  visit(description);
  const [holder, key] = places[random(places.length)] ?? [{}, ""];
  const replacement = REPLACEMENTS[random(REPLACEMENTS.length)];
  const before = JSON.stringify(Reflect.get(holder, key));
  if (replacement !== undefined) Reflect.set(holder, key, replacement);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
  return `"${key}" was ${before.slice(0, 100)} and is ${JSON.stringify(replacement)}`;
}

/** The same whole numbers for the same seed (a linear congruential generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}
