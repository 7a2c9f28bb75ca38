import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../root.ts";
import { median } from "../statistics.ts";
import { clients, type ProgramName } from "./clients.ts";

/** What a program costs its compiler. */
export interface TypeCost {
  /** The compiler's own total, in seconds, median of the runs. */
  seconds: number;
  /** How many types generics made. The same in each run. */
  instantiations: number;
}

export const compilers = { "7.0": "typescript", "5.9": "typescript-5" } as const;
export type Compiler = keyof typeof compilers;

const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  types: [],
  strict: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** Type-checks each program alone, in turns, with each compiler. Throws where one does not compile. */
export async function measureTypes(
  sources: string,
  runs: Record<Compiler, number>,
): Promise<Map<ProgramName, Record<Compiler, TypeCost>>> {
  const costs = new Map<ProgramName, Record<Compiler, TypeCost>>();
  const seen = new Map<string, TypeCost[]>();
  for (const { program } of clients) {
    const config = { compilerOptions, files: [`${program}.mts`] };
    await writeFile(join(sources, `tsconfig.${program}.json`), JSON.stringify(config));
  }
  for (const compiler of ["7.0", "5.9"] as const) {
    for (let run = 0; run < runs[compiler]; run++) {
      for (const { program } of clients) {
        const cost = await check(compiler, join(sources, `tsconfig.${program}.json`));
        // Of several, the first warms the file cache and does not count.
        if (run > 0 || runs[compiler] === 1)
          seen.set(`${compiler} ${program}`, [...(seen.get(`${compiler} ${program}`) ?? []), cost]);
      }
    }
  }
  const cost = (compiler: Compiler, program: ProgramName): TypeCost => {
    const all = seen.get(`${compiler} ${program}`) ?? [];
    return {
      seconds: median(all.map(({ seconds }) => seconds)),
      instantiations: median(all.map(({ instantiations }) => instantiations)),
    };
  };
  for (const { program } of clients) costs.set(program, { "7.0": cost("7.0", program), "5.9": cost("5.9", program) });
  return costs;
}

async function check(compiler: Compiler, config: string): Promise<TypeCost> {
  const tsc = join(root, "node_modules", compilers[compiler], "bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", config, "--extendedDiagnostics"]).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(`TypeScript ${compiler} refuses ${config}:\n${stdout}`);
    },
  );
  return { seconds: diagnostic(stdout, "Total time"), instantiations: diagnostic(stdout, "Instantiations") };
}

function diagnostic(output: string, name: string): number {
  const [, number] = new RegExp(`^${name}:\\s*([\\d.]+)`, "m").exec(output) ?? [];
  if (!number) throw new Error(`The compiler does not say its ${name}`);
  return Number(number);
}
