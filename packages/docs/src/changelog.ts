// The page of what changed in the API, from what `pnpm changeset:from-spec` and the releases write.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readIfThere, root } from "@repo/commands";
import type { GuidePage } from "./model/site.ts";

/** The package whose changelog is that of the API. */
const PACKAGE = "@scenario-openapi/spec";

/** Reads the changesets that are not released yet, and the changelog of the releases. */
export async function readChangelog(): Promise<GuidePage> {
  const names = (await readdir(join(root, ".changeset"))).filter((name) => /^(?!readme).*\.md$/i.test(name)).sort();
  const pending = await Promise.all(names.map((name) => readIfThere(join(root, ".changeset", name))));
  return changelogPage(pending.map(String), (await readIfThere(join(root, "spec/CHANGELOG.md"))) ?? "");
}

/**
 * @param pending the texts of changesets
 * @param released the text of the changelog that `changeset version` writes
 */
export function changelogPage(pending: readonly string[], released: string): GuidePage {
  const own = pending.flatMap((text) => {
    const [, front = "", body = ""] = /^---\n(.*?)\n---\n+(.*)$/s.exec(text) ?? [];
    return front.includes(PACKAGE) ? [body.trim()] : [];
  });
  const releases = released.replace(/^# .*\n+/, "").trim();
  const sections = [...(own.length > 0 ? [`## Not released yet\n\n${own.join("\n\n")}`] : []), releases].filter(
    Boolean,
  );
  const summary = "What changed in the API, and whom it breaks.";
  const body = [summary, ...(sections.length > 0 ? sections : ["Nothing has changed since the first version."])];
  return {
    path: "changelog",
    title: "Changelog",
    summary,
    body: `${body.join("\n\n")}\n`,
    sections: [...body.join("\n\n").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading),
  };
}
