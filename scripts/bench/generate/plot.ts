import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { median } from "../statistics.ts";
import type { SizeCosts } from "./measure-growth.ts";
import { stepNames } from "./report.ts";
import { steps } from "./steps.ts";

/** As far as they are used here; they are installed beside the generators that this one is measured against. */
interface Vega {
  parse(spec: object): object;
  View: new (runtime: object, options: { renderer: "none" }) => { toSVG(): Promise<string> };
}
interface VegaLite {
  compile(spec: object): { spec: object };
}

/** Time against operations, a line for each step, as an SVG. Both axes are logarithmic: a straight line is a power. */
export async function plotGrowth(peers: string, growth: readonly SizeCosts[]): Promise<string> {
  const load = (name: string) => import(pathToFileURL(createRequire(join(peers, "load.js")).resolve(name)).href);
  const [vega, vegaLite]: [Vega, VegaLite] = await Promise.all([load("vega"), load("vega-lite")]);
  const values = growth.flatMap(({ operations, costs }) =>
    steps.map((step) => ({
      operations,
      step: stepNames[step],
      seconds: median(costs[step].map(({ milliseconds }) => milliseconds)) / 1000,
    })),
  );
  const sizes = growth.map(({ operations }) => operations);
  const { spec } = vegaLite.compile({
    width: 600,
    height: 320,
    padding: 16,
    background: "white",
    config: { font: "system-ui, sans-serif", view: { stroke: null }, axis: { labelFontSize: 12, titleFontSize: 12 } },
    title: { text: "Time to generate, by the size of the description", anchor: "start", fontSize: 14, offset: 12 },
    data: { values },
    mark: { type: "line", point: true },
    encoding: {
      x: {
        field: "operations",
        type: "quantitative",
        scale: { type: "log", nice: false },
        title: "operations",
        axis: { values: sizes, grid: false, format: ",d" },
      },
      y: {
        field: "seconds",
        type: "quantitative",
        scale: { type: "log" },
        title: "seconds",
        axis: { values: [0.001, 0.01, 0.1, 1, 10, 100], format: "~g", gridColor: "#e5e5e5" },
      },
      color: {
        field: "step",
        type: "nominal",
        title: null,
        sort: steps.map((step) => stepNames[step]),
        legend: { labelFontSize: 12, symbolType: "stroke" },
      },
    },
  });
  return new vega.View(vega.parse(spec), { renderer: "none" }).toSVG();
}
