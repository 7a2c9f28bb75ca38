import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { root, runTurboQuietly } from "@repo/commands";
import { installClient, installLocked } from "@repo/testing";
import { count, type Goal, goal, machine, measure, median, print, ratio, table } from "../report.ts";
import { type Cost, runNodeMeasured } from "./run-node-measured.ts";
import { generateOnly, type Tool, toolsIn } from "./tools.ts";
import { countTypeErrors } from "./type-errors.ts";

/** What the tools made of one description, each by the heading of its column. */
interface Generated {
  name: string;
  /** What each round took. */
  costs: Record<string, Cost[]>;
  /** Of the tools that write code and succeeded. */
  typeErrors: Record<string, number>;
}

const OURS = "package";

/** Measures what this project and others generate of some descriptions: time, memory, and whether it compiles. */
export async function benchDescriptions(files: readonly string[], { quick }: { quick: boolean }): Promise<void> {
  const rounds = quick ? 1 : 5;
  const where = machine();
  const folder = await mkdtemp(join(tmpdir(), "bench-descriptions-"));
  try {
    await measure("Build the client and the reference", async () => {
      runTurboQuietly(["@scenario-openapi/client#build", "@repo/docs#build"]);
      await installClient(folder);
    });
    const peers = await measure("Install the others", () => installLocked(join(root, "packages/bench/peers"), "bench"));
    const { openapiTypescript, heyApi, redoclyClient, redoclyDocs } = toolsIn(peers);
    const forCode: Record<string, Tool> = {
      [OURS]: generateOnly("package"),
      "hey-api": heyApi,
      "redocly generate-client": redoclyClient,
      "openapi-typescript": openapiTypescript,
    };
    const forSite: Record<string, Tool> = { site: generateOnly("site"), "redocly build-docs": redoclyDocs };
    const all: Generated[] = [];
    for (const [at, file] of files.entries()) {
      const place = join(folder, String(at));
      await mkdir(place);
      const unpacked = await unpack(file, place);
      const name = basename(unpacked).replace(/\.(json|ya?ml)$/, "");
      const costs = await measure(`Generate from ${name}, in turns`, () =>
        runInTurns({ ...forCode, ...forSite }, unpacked, place, rounds),
      );
      const typeErrors = await measure(`Compile what was made of ${name}`, () =>
        typeErrorsIn(
          Object.keys(forCode).filter((tool) => isDone(costs[tool])),
          place,
        ),
      );
      all.push({ name, costs, typeErrors });
    }
    const compiled = all.filter(({ typeErrors }) => typeErrors[OURS] === 0);
    print(
      { quick },
      {
        tables: [forCode, forSite].map((tools) => tableOf(Object.keys(tools), all)),
        notes: [
          `Medians. Rounds: ${rounds}. package (types, client, validators) and site: \`pnpm generate --spec\` with --only, without the start of pnpm itself.`,
          "MiB: the peak of the largest Node process. errors: those of TypeScript with `strict`, if there are any.",
        ],
        machine: where,
        goals: [
          within(1, "A package no slower than hey-api", all, "hey-api"),
          within(1.5, "A package in 1.5 times openapi-typescript", all, "openapi-typescript"),
          goal(
            compiled.length === all.length,
            "Packages compile for every description",
            `${compiled.length} of ${all.length}`,
          ),
        ],
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The path of a description. One that ends in `.gz` is unpacked into a folder. */
async function unpack(file: string, folder: string): Promise<string> {
  if (!file.endsWith(".gz")) return resolve(file);
  const unpacked = join(folder, basename(file, ".gz"));
  await writeFile(unpacked, await promisify(gunzip)(await readFile(file)));
  return unpacked;
}

/** Runs the tools on a description. Each writes into a folder with its name. */
async function runInTurns(
  tools: Record<string, Tool>,
  file: string,
  folder: string,
  rounds: number,
): Promise<Record<string, Cost[]>> {
  const costs: Record<string, Cost[]> = {};
  // The first round fills caches and does not count.
  for (let round = -1; round < rounds; round++) {
    for (const [name, tool] of Object.entries(tools)) {
      const out = join(folder, name);
      await mkdir(out, { recursive: true });
      const cost = await runNodeMeasured(tool(file, out), folder);
      if (round >= 0) costs[name] = [...(costs[name] ?? []), cost];
    }
  }
  return costs;
}

async function typeErrorsIn(tools: readonly string[], folder: string): Promise<Record<string, number>> {
  const errors: Record<string, number> = {};
  for (const tool of tools) errors[tool] = await countTypeErrors(join(folder, tool));
  return errors;
}

function isDone(costs: readonly Cost[] = []): boolean {
  return costs.length > 0 && costs.every(({ exitCode }) => exitCode === 0);
}

function tableOf(tools: readonly string[], all: readonly Generated[]): string {
  const rows = all.map(({ name, costs, typeErrors }) => [
    name,
    ...tools.map((tool) => cell(costs[tool] ?? [], typeErrors[tool] ?? 0)),
  ]);
  return table(["", ...tools], rows);
}

function cell(costs: readonly Cost[], typeErrors: number): string {
  const failed = costs.find(({ exitCode }) => exitCode !== 0);
  if (failed) return `exit code ${failed.exitCode}`;
  const seconds = median(costs.map(({ seconds }) => seconds)).toFixed(2);
  const peak = count(median(costs.map(({ peak }) => peak)) / 2 ** 20);
  return `${seconds} s · ${peak} MiB${typeErrors > 0 ? ` · ${count(typeErrors)} errors` : ""}`;
}

/** A goal for the description on which this project takes the most times as long as another tool, if that succeeds. */
function within(limit: number, what: string, all: readonly Generated[], other: string): Goal {
  const seconds = (costs: readonly Cost[] = []) => costs.map(({ seconds }) => seconds);
  const [worst] = all
    .filter(({ costs }) => isDone(costs[OURS]) && isDone(costs[other]))
    .map(({ name, costs }) => ({ name, times: ratio(seconds(costs[OURS]), seconds(costs[other])) }))
    .sort((a, b) => b.times - a.times);
  if (!worst) return goal(false, what, "no description for which both succeed");
  return goal(worst.times <= limit, what, `at most ${worst.times.toFixed(2)} × its time (${worst.name})`);
}
