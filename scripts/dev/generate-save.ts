import { setImmediate as nextTurn } from "node:timers/promises";
import { committedFiles, type Files } from "../generate/generated-files.ts";
import { writeFiles } from "../generate/write-files.ts";
import { root } from "../root.ts";
import type { OpenApiDocument } from "../spec/openapi-document.ts";
import type { Problem } from "../spec/problem.ts";
import { readSpec } from "../spec/read-spec.ts";
import { specFile } from "../spec-document.ts";

/** What a save has led to where nothing is wrong with it. Times are in milliseconds. */
export interface RightState {
  kind: "right";
  /** Warnings. */
  problems: Problem[];
  lintTime: number;
  document: OpenApiDocument;
  files: Files;
  /** The paths that changed. */
  written: string[];
  fileTime: number;
}

/** What a save has led to. */
export type SavedState =
  | RightState
  | { kind: "wrong"; problems: Problem[]; lintTime: number }
  /** A rule is broken, no file can be made of the description, or none can be written. */
  | { kind: "failed"; error: unknown }
  /** A newer save took its place before anything was written. */
  | { kind: "stale" };

/**
 * Lints the description as it is now and, where it has no error, writes the files that it gives: all of them or none, and
 * none where `isStale` says that the description has changed since.
 */
export async function generateSave(isStale: () => boolean): Promise<SavedState> {
  try {
    const begun = performance.now();
    const { document, problems } = await readSpec(specFile, "house");
    const lintTime = performance.now() - begun;
    // What has changed in the meantime is only known once the event loop turns.
    await nextTurn();
    if (isStale()) return { kind: "stale" };
    if (!document || problems.some(({ severity }) => severity === "error")) {
      return { kind: "wrong", problems, lintTime };
    }
    const linted = performance.now();
    const files = await committedFiles(document);
    await nextTurn();
    if (isStale()) return { kind: "stale" };
    const written = await writeFiles(root, files);
    return { kind: "right", problems, lintTime, document, files, written, fileTime: performance.now() - linted };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** Does the same and writes nothing, a few times: a compiler makes fast code of what has run before. */
export async function rehearse(times: number, isStale: () => boolean): Promise<void> {
  for (let time = 0; time < times; time++) {
    const { document, problems } = await readSpec(specFile, "house");
    await nextTurn();
    if (isStale() || !document || problems.some(({ severity }) => severity === "error")) return;
    await committedFiles(document);
    await nextTurn();
    if (isStale()) return;
  }
}
