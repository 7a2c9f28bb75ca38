export { formatProblems, type Place, type Problem } from "./problems.ts";
export {
  countRules,
  forgetRules,
  problemsIn,
  type Reading,
  type ReadingOptions,
  type RuleFiles,
  type RuleSet,
  readDescription,
} from "./read-description.ts";
