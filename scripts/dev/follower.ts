import type { OpenApiDocument } from "../spec/openapi-document.ts";
import type { SaveReport } from "./report.ts";

/** Something that keeps up with the description, such as an open docs page. */
export interface Follower {
  /** Names its line in the block of a save: one short word. */
  name: string;
  /**
   * Called once the files of a description are written; never while an earlier call is under way.
   *
   * @returns what the block says of it
   */
  follow(document: OpenApiDocument): Promise<string>;
}

/** Calls each follower with the newest description, as often as it has time for, and reports what became of it. */
export function followInTurn(followers: readonly Follower[]): (document: OpenApiDocument, report: SaveReport) => void {
  const calls = followers.map((follower) => newestInTurn((given: Written) => callFollower(follower, given)));
  return (document, report) => {
    for (const call of calls) call({ document, report });
  };
}

interface Written {
  document: OpenApiDocument;
  report: SaveReport;
}

async function callFollower({ name, follow }: Follower, { document, report }: Written): Promise<void> {
  const begun = performance.now();
  try {
    report.follower(name, await follow(document), performance.now() - begun);
  } catch (error) {
    report.failure(name, error);
  }
}

/** Works on one thing at a time; of those that come meanwhile, the last is next and the others are left out. */
function newestInTurn<Thing>(work: (thing: Thing) => Promise<void>): (thing: Thing) => void {
  let running = false;
  let next: Thing[] = [];
  return async (thing) => {
    next = [thing];
    if (running) return;
    running = true;
    for (let newest = next.pop(); newest !== undefined; newest = next.pop()) await work(newest);
    running = false;
  };
}
