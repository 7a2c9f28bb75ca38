export { documentedModule } from "./documented.ts";
export {
  clientFiles,
  committedFiles,
  type Files,
  type Generated,
  packageSources,
  typesFiles,
} from "./generated-files.ts";
export { operationsModule } from "./operations.ts";
export { type PackageWorkflow, packageWorkflow, shellWord } from "./package-workflow.ts";
export { plural, typesModule } from "./types.ts";
export { validatorsModule } from "./validators.ts";
export { typeOf } from "./wire-format.ts";
