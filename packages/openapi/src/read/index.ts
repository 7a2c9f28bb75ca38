export { formatProblems, type Problem } from "./problems.ts";
export {
  countRules,
  forgetRules,
  type Reading,
  type RuleFiles,
  type RuleSet,
  readDescription,
} from "./read-description.ts";
