import { buildPackage, program, run } from "@repo/commands";

await run(program("build", "Compile this package into dist/.").action(buildPackage));
