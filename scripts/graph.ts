import { program, root, run } from "@repo/commands";

await run(
  program(
    "graph",
    "Print the packages and what each uses. The exit code is 1 if a rule about imports is broken.",
  ).action(async () => {
    const { brokenRules, readStructure } = await import("@repo/commands/structure");
    const packages = readStructure(root);
    const short = (name: string) => name.split("/").at(-1) ?? name;
    const width = Math.max(...packages.map(({ name }) => short(name).length));
    for (const { name, uses } of packages) {
      console.log(
        `${short(name).padEnd(width)}  ${uses.length > 0 ? "← " : ""}${uses.map(short).join(", ")}`.trimEnd(),
      );
    }
    const broken = brokenRules(packages);
    if (broken.length === 0) return;
    console.error(`\n${broken.map((line) => `✗ ${line}`).join("\n")}`);
    process.exitCode = 1;
  }),
);
