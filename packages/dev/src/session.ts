import { stat } from "node:fs/promises";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { committedFiles } from "@repo/codegen";
import { houseRules, root, settingsFile, specFile, writeFiles } from "@repo/commands";
import { linesForSave, type Written } from "@repo/compare";
import { forgetRules, formatProblems, readDescription } from "@repo/openapi/read";
import { readSettings } from "@repo/settings";
import { createTypeChecker } from "./check-types.ts";
import type { LiveReference } from "./reference.ts";
import { milliseconds, printBlock, printDetail, printFailure, printHeading, printStep } from "./report.ts";
import { type WatchedChange, watchWorkspace, whenQuiet } from "./watch.ts";

/** In milliseconds. An editor takes several steps to save a file, and a checkout many; less time passes between them. */
const QUIET = 10;
/** In milliseconds. A file that stays empty for so long is meant to be empty. */
const EMPTY_QUIET = 200;
/** In milliseconds. After this, a checkout has surely replaced all of the machinery. */
const MACHINERY_QUIET = 300;

export interface Session {
  /** Waits until what is being written is written, abandons everything else, and stops watching. */
  close(): Promise<void>;
}

/**
 * Generates once, and then at each save: problems are shown first, files are written next, and then the code that uses
 * them is checked and the pages are made. A save that comes while an earlier one is being read replaces it, so that all
 * files are always those of one description, and in the end those of the last.
 *
 * @param onMachineryChange is called with the file that changed; nothing is written after that
 */
export async function startSession(
  reference: LiveReference,
  onMachineryChange: (path: string) => void,
): Promise<Session> {
  const checker = await createTypeChecker();
  /** What the files were last generated from, and where it is written. */
  let generated: Written | undefined;
  let areTypesDue = false;
  let isOutdated = false;
  let isClosing = false;

  const saves = whenQuiet<WatchedChange>(QUIET, async (changes, isNewer) => {
    try {
      return await save(changes, () => isNewer() || isOutdated);
    } catch (error) {
      printHeading(changes);
      printFailure("generate", error);
      return "done";
    }
  });

  async function save(changes: readonly WatchedChange[], isStale: () => boolean): Promise<"done" | "given up"> {
    if (changes.some(({ kind }) => kind === "rules")) forgetRules();
    // Some editors empty a file before they write it.
    if ((await stat(specFile).catch(() => undefined))?.size === 0) await sleep(EMPTY_QUIET);
    await nextTurn();
    if (isStale()) return "given up";
    const start = performance.now();
    const { document, problems, placeOf, problemsOf } = await readDescription(specFile, houseRules);
    const lintTime = performance.now() - start;
    // Newer changes are only known once the event loop turns.
    await nextTurn();
    if (isStale()) return "given up";
    const isRight = document && !problems.some(({ severity }) => severity === "error");
    const { files, warnings } = isRight
      ? await committedFiles(document, await readSettings(settingsFile))
      : { files: new Map(), warnings: [] };
    await nextTurn();
    if (isStale()) return "given up";
    const written = await writeFiles(root, files);
    const end = performance.now();

    printHeading(changes);
    const found = [...problems, ...problemsOf(warnings)];
    printStep(isRight ? "good" : "bad", "lint", lintTime, found.length === 0 ? "0 problems" : "");
    if (found.length > 0) printBlock(formatProblems(found));
    if (!isRight) {
      printStep("none", "files", undefined, "nothing was written");
      return "done";
    }
    const isNew = !isDeepStrictEqual(document, generated?.document);
    if (isNew && generated) for (const line of linesForSave(generated, { document, placeOf })) printDetail(line);
    const fileTime = end - start - lintTime;
    if (written.length === 0) {
      printStep("none", "files", fileTime, "unchanged: they are what the spec gives");
    } else {
      const since = generated ? `, ${milliseconds(end - Math.max(...changes.map(({ at }) => at)))} after the save` : "";
      printStep("good", "files", fileTime, `${written.length} written${since}`);
      for (const path of written) printDetail(path);
    }
    areTypesDue ||= written.length > 0 || !generated;
    generated = { document, placeOf };
    if (isNew) for (const change of changes) pages.push(change);
    else void checkTypes();
    return "done";
  }

  /** Checks the code that uses what was written. It waits for the pages, which readers see. */
  async function checkTypes(): Promise<void> {
    if (!areTypesDue) return;
    areTypesDue = false;
    const start = performance.now();
    const errors = await checker.check();
    if (errors === undefined) return;
    const text = errors === "" ? "all code that uses them compiles" : "";
    printStep(errors === "" ? "good" : "bad", "types", performance.now() - start, text);
    if (errors !== "") printBlock(errors);
  }

  const pages = whenQuiet<WatchedChange>(QUIET, async (changes) => {
    if (!generated) return "done";
    const own = changes.filter(({ kind }) => kind === "guide" || kind === "pages");
    if (own.length > 0) printHeading(own);
    try {
      const start = performance.now();
      if (own.some(({ kind }) => kind === "pages")) await reference.rebuild();
      await reference.show(generated.document);
      printStep("good", "pages", performance.now() - start, reference.url);
    } catch (error) {
      if (!isClosing) printFailure("pages", error);
    }
    void checkTypes();
    return "done";
  });

  const machinery = whenQuiet<WatchedChange>(MACHINERY_QUIET, async ([change]) => {
    onMachineryChange(change?.path ?? "");
    return "done";
  });

  const unwatch = await watchWorkspace((change) => {
    if (change.kind === "machinery") {
      isOutdated = true;
      machinery.push(change);
    } else if (change.kind === "guide" || change.kind === "pages") {
      pages.push(change);
    } else {
      saves.push(change);
    }
  });
  saves.push({ kind: "spec", path: "spec/openapi.yaml", at: performance.now() });

  return {
    async close() {
      isClosing = true;
      await unwatch();
      await Promise.all([saves.close(), pages.close(), machinery.close()]);
      await checker.stop();
    },
  };
}
