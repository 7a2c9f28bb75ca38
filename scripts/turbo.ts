// Runs turbo tasks: package.json says which, for `pnpm test`, `pnpm build` and others.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Argument } from "@commander-js/extra-typings";
import { program, root, run, runTurbo } from "@repo/commands";

const tasks = Object.keys(JSON.parse(await readFile(join(root, "turbo.json"), "utf8")).tasks);

await run(
  program(
    process.env["npm_lifecycle_event"] ?? "exec node scripts/turbo.ts",
    "Run turbo tasks in the order of their dependencies. A task whose inputs have not changed since it last ran comes from the cache.",
  )
    .addArgument(new Argument("<tasks...>", "the tasks, which package.json gives").choices(tasks))
    .option("--force", "run every task, whatever is cached", false)
    .option("--continue", "go on with the other tasks after one has failed", false)
    .option("--filter <package>", "only the tasks of one package, such as @scenario-openapi/client")
    .action((tasks, { force, continue: goOn, filter }) => {
      const options = [
        ...(force ? ["--force"] : []),
        ...(goOn ? ["--continue"] : []),
        ...(filter ? [`--filter=${filter}`] : []),
      ];
      process.exitCode = runTurbo([...tasks, ...options]);
    }),
);
