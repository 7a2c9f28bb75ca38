export { baseDescription, git } from "./base-description.ts";
export { type Bump, type Change, largest, whoBreaks } from "./change.ts";
export { describeChanges } from "./describe-changes.ts";
export {
  code,
  countChanges,
  prose,
  type Report,
  reportForJson,
  reportForMarkdown,
  reportForTerminal,
} from "./reports.ts";
export { approvalsFile, specReport } from "./spec-report.ts";
export { judgeEdit } from "./table/edit.ts";
export { edits } from "./table/edits.ts";
export { judgePair, pairs } from "./table/pairs.ts";
export { judgeTypeEdit, typeEdits } from "./table/type-edits.ts";
