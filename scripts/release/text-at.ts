import { git } from "../compare/base-description.ts";
import { root } from "../root.ts";

/** The text of a file of the repository at a commit; undefined where it was not there. */
export function textAt(commit: string, path: string): Promise<string | undefined> {
  return git(root, "show", `${commit}:./${path}`);
}
