import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Files } from "../generate/generated-files.ts";
import { readIfThere } from "../generate/write-files.ts";
import { root } from "../root.ts";
import { forgetHouseRules } from "../spec/forget-house-rules.ts";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { createTypeChecker } from "./check-types.ts";
import { type Follower, followInTurn } from "./follower.ts";
import { generateSave, type RightState, rehearse } from "./generate-save.ts";
import { reportSave, type SaveReport } from "./report.ts";
import { type WatchedChange, watchWorkspace } from "./watch.ts";
import { whenQuiet } from "./when-quiet.ts";

/** An editor takes several steps to save a file, a checkout many; less than so many milliseconds pass between two. */
const QUIET = 10;
/** So long after its last change a checkout is surely through with the machinery, and it can be loaded again. */
const MACHINERY_QUIET = 300;
/** After so many runs there is little left for the compiler to make faster. */
const REHEARSALS = 6;

export interface SessionOptions {
  /** What changed between two descriptions, a line for each change. Default: nothing is said of it. */
  describeChanges?: (before: OpenApiDocument, after: OpenApiDocument) => string[];
  /** What keeps up with the description once its files are written. Default: nothing. */
  followers?: readonly Follower[];
  /** The code that generates has changed. The session writes nothing more, since what it has loaded is out of date. */
  onMachineryChange: (path: string) => void;
}

export interface Session {
  /** Ends it: what is being written is written, what is being checked is given up, and nothing is watched any more. */
  close(): Promise<void>;
}

/**
 * Makes the generated files right, then keeps them so at each save in `spec/`: problems are shown first, files are written
 * next, and then the code that uses them is checked. One save is worked on at a time; where another follows, the earlier
 * is given up before it writes. So the files are always those of one description, and in the end of the last.
 *
 * @example
 * const session = await startSession({ onMachineryChange: () => session.close() });
 */
export async function startSession(options: SessionOptions): Promise<Session> {
  const { describeChanges, followers = [], onMachineryChange } = options;
  const checker = await createTypeChecker();
  const follow = followInTurn(followers);
  /** What the files were last written from. */
  let settled: { document: OpenApiDocument; files: Files } | undefined;
  let isRight = false;
  let isChecked = false;
  let isOutdated = false;
  let savedAt = 0;
  let saves = 0;

  const queue = whenQuiet<WatchedChange>(QUIET, async (changes, isNewer) => {
    const isStale = () => isNewer() || isOutdated;
    const isSave = changes.some(({ kind }) => kind !== "generated");
    if (!isSave && !(isRight && settled && (await differ(settled.files)))) return "done";
    if (changes.some(({ kind }) => kind === "rules")) forgetHouseRules();

    const state = await generateSave(isStale);
    if (state.kind === "stale") return "given up";
    const latency = saves > 0 && isSave ? performance.now() - savedAt : undefined;
    saves++;
    isRight = state.kind === "right";
    const given = checker.stop();
    const report = reportSave(changes);
    if (state.kind === "failed") {
      report.failure("generate", state.error);
    } else {
      report.lint(state.problems, state.lintTime);
      if (state.kind === "right") settle(state, report, latency);
      else report.nothingWritten();
    }
    await given;
    if (saves === 1) await rehearse(REHEARSALS, isStale);
    return "done";
  });

  function settle({ document, files, written, fileTime }: RightState, report: SaveReport, latency?: number): void {
    const isNew = !isDeepStrictEqual(document, settled?.document);
    if (isNew && settled && describeChanges) report.changes(describeChanges(settled.document, document));
    report.files(written, fileTime, latency);
    if (isNew) follow(document, report);
    settled = { document, files };
    if (written.length > 0) isChecked = false;
    if (!isChecked) void checkTypes(report);
  }

  async function checkTypes(report: SaveReport): Promise<void> {
    const begun = performance.now();
    const checked = await checker.check();
    if (!checked) return;
    isChecked = true;
    report.types(checked, performance.now() - begun);
  }

  const outdated = whenQuiet<WatchedChange>(MACHINERY_QUIET, async ([change]) => {
    onMachineryChange(change?.path ?? "");
    return "done";
  });
  const unwatch = await watchWorkspace((change) => {
    if (change.kind === "machinery") {
      isOutdated = true;
      outdated.push(change);
    } else {
      if (change.kind !== "generated") savedAt = performance.now();
      queue.push(change);
    }
  });
  queue.push({ kind: "description", path: "spec/openapi.yaml" });

  return {
    async close() {
      await unwatch();
      await Promise.all([queue.close(), outdated.close()]);
      await checker.close();
    },
  };
}

/** Whether the files on disk are not these. */
async function differ(files: Files): Promise<boolean> {
  for (const [path, content] of files) {
    if ((await readIfThere(join(root, path))) !== content) return true;
  }
  return false;
}
