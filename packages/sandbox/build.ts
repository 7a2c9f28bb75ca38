import { buildPackage, program, run } from "@scenario-openapi/commands";

await run(program("build", "Compile this package into dist/.").action(buildPackage));
