// The page of what changed in the API, from what `pnpm changeset:from-spec` and the releases write.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readIfThere } from "@repo/commands";
import type { GuidePage } from "./model/site.ts";

/** Reads the changelog of the releases, and the changesets of the package beside it that are not released yet. */
export async function readChangelog(sources: { repository: string; changelog: string }): Promise<GuidePage> {
  const { repository, changelog } = sources;
  const pending = await readChangesets(join(repository, ".changeset"), dirname(changelog));
  const releases = ((await readIfThere(changelog)) ?? "").replace(/^# .*\n+/, "").trim();
  const sections = [
    ...(pending.length > 0 ? [`## Not released yet\n\n${pending.join("\n\n")}`] : []),
    ...(releases === "" ? [] : [releases]),
  ];
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

/** The texts of the changesets about a package. */
async function readChangesets(folder: string, packageFolder: string): Promise<string[]> {
  const { name }: { name: string } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(?!readme).*\.md$/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return texts.flatMap((text) => {
    const [, front = "", body = ""] = /^---\n(.*?)\n---\n+(.*)$/s.exec(text) ?? [];
    return front.includes(`"${name}"`) ? [body.trim()] : [];
  });
}
