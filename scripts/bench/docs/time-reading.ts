import { readFile } from "node:fs/promises";
import { addresses, type ContenderKey, contenders, type LinkedField, linkedFields, ofEach } from "./contenders.ts";
import { type Shown, withPage } from "./open-page.ts";

/** What a reader of a link to one field sees, in milliseconds since the page was asked for. */
export interface Reading {
  /** The first contentful paint. */
  paint: number;
  /** When the field stood in the page, perhaps outside of what the screen shows. */
  rendered?: number;
  /** When it stood on the screen. */
  onScreen?: number;
}

/** One number for each round, in the order of the rounds. */
export interface ReadingTimes {
  paint: number[];
  fields: Record<LinkedField, FieldTimes>;
}

export interface FieldTimes {
  /** What there was to wait for: `onScreen`, or only `rendered`: a reader has to scroll; or neither: to click. */
  reached: "onScreen" | "rendered" | "never";
  milliseconds: number[];
}

export interface ReadingOptions {
  rounds: number;
  /** How many times slower than it is the CPU is made. */
  slowdown: number;
  /** How long a field is waited for after the first paint, in milliseconds. */
  limit: number;
}

/** Follows the links with cold caches, in turns, so that what slows the machine slows them all alike. */
export async function timeReading(
  shown: Record<ContenderKey, Shown>,
  { rounds, slowdown, limit }: ReadingOptions,
): Promise<Record<ContenderKey, ReadingTimes>> {
  const script = await readFile(new URL("./watch-field.js", import.meta.url), "utf8");
  const times = await ofEach(
    (): ReadingTimes => ({
      paint: [],
      fields: { body: { reached: "never", milliseconds: [] }, response: { reached: "never", milliseconds: [] } },
    }),
  );
  for (let round = 0; round < rounds; round++) {
    for (const { key } of contenders) {
      for (const field of linkedFields) {
        const { paint, fields } = times[key];
        const known = fields[field];
        // The first round shows what comes of a link. After it nobody waits for what does not come.
        const until = round === 0 ? "onScreen" : known.reached === "never" ? "paint" : known.reached;
        const { link, mark } = addresses[key].fields[field];
        const setUp = `globalThis.toWatch = ${JSON.stringify({ ...mark, until, limit })};\n${script}`;
        const reading = await read(shown[key], link, setUp, slowdown);
        if (round === 0) known.reached = reached(reading);
        const time = known.reached === "never" ? undefined : reading[known.reached];
        // Of what a frame holds nothing is seen before the first paint.
        if (time !== undefined) known.milliseconds.push(Math.max(time, reading.paint));
        if (field === "body") paint.push(reading.paint);
      }
    }
  }
  return times;
}

function reached({ onScreen, rendered }: Reading): FieldTimes["reached"] {
  if (onScreen !== undefined) return "onScreen";
  return rendered === undefined ? "never" : "rendered";
}

async function read(shown: Shown, link: string, setUp: string, rate: number): Promise<Reading> {
  return withPage(shown, {}, async (page) => {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate });
    await page.addInitScript({ content: setUp });
    await page.goto(shown.server.origin + link, { waitUntil: "commit" });
    // Straight from the browser: what Playwright evaluates is refused by a page whose policy forbids `eval`.
    const { result } = await devTools.send("Runtime.evaluate", {
      expression: "globalThis.watched",
      awaitPromise: true,
      returnByValue: true,
    });
    const reading: Partial<Reading> = result.value ?? {};
    if (reading.paint === undefined)
      throw new Error(`${link} of ${shown.folder} was closed before it painted anything`);
    return { ...reading, paint: reading.paint };
  });
}
